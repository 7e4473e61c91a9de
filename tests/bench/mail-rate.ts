import { createHmac, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { clock, pauseUntil } from '#functions/runtime/clock.ts';
import { Children } from '#infra/local/emulators/children';
import { createMailLinks } from '#mail/store/mail-links.ts';
import { createMailPace } from '#mail/store/mail-pace.ts';
import { createMailQuota } from '#mail/store/mail-quota.ts';
import { createMailSender } from '#mail/store/mail-sender.ts';
import { createMailStates } from '#mail/store/mail-states.ts';
import { renderMime } from '#mail/store/mime.ts';
import { readCredential } from '#register/certificate/credential-input.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import type { composeReminder } from '#remind/letter/compose.ts';
import type { HolderBatch } from '#remind/ports.ts';
import { sendReminders } from '#remind/send-reminders.ts';
import { createDueIndex } from '#remind/store/due-index.ts';
import { createReminderLedger } from '#remind/store/reminder-ledger.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { createNumberSource } from '#storage/credentials/number-source.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { createEmptyTable } from '#support/storage/empty-table';
import { bundleFrom } from './bundle.ts';
import { startLoopbackSes } from './loopback-ses.ts';
import type { Figure } from './report.ts';
import { median, spent } from './spent.ts';
import { startTableLikeAws } from './table-like-aws.ts';

const AT_ONCE = 20;
const MAILS = 100;
const WARM_UP = 1;
const ROUNDS = 5;
/** A rate that binds: mails a second that the account may send, and for how many seconds. */
const RATE = 20;
const SECONDS = 10;

interface Composer {
  composeReminder: typeof composeReminder;
}

const on = civilDate.parse('2027-01-29');
const region = 'ap-southeast-1';
const pepper: Pepper = {
  async hash(purpose, text) {
    return createHmac('sha256', 'pepper of the benchmark').update(`${purpose}\0${text}`).digest();
  },
};

/**
 * E-mails a second through the real use case, over a table that answers as AWS's does, with an SES on loopback that answers at once; against
 * a bare loop of requests to it, turn by turn, at a rate that does not bind. Then at one that does.
 */
export async function mailFigures(folder: string): Promise<Figure[]> {
  const children = new Children();
  const dynamoDb = await startTableLikeAws(children);
  try {
    Object.assign(process.env, {
      AWS_REGION: 'ap-east-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url,
    });
    // Node reads no JSX by itself.
    const bundle = await bundleFrom('shared/remind/letter/compose.ts', join(folder, 'compose.cjs'));
    const composer: Composer = createRequire(import.meta.url)(bundle);
    return [...(await unbound(composer)), ...(await bound(composer))];
  } finally {
    await dynamoDb.stop();
    await children.close();
  }
}

async function unbound(composer: Composer): Promise<Figure[]> {
  const ses = await startLoopbackSes(1_000_000);
  const sending = await sender(ses.url, composer);
  const rounds: { reminders: number; bare: number }[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const batches = await sending.register(round, MAILS);
    const bare = async () => MAILS / (await spent(() => sending.bare(MAILS))).seconds;
    const first = round % 2 ? await bare() : undefined;
    const { seconds } = await spent(() => sending.all(batches));
    rounds.push({ reminders: MAILS / seconds, bare: first ?? (await bare()) });
  }
  await ses.stop();
  const counted = rounds.slice(WARM_UP);
  return [
    {
      what: `reminders, ${AT_ONCE} at once, no rate that binds`,
      value: median(counted.map((r) => r.reminders)),
      unit: 'mails/s',
    },
    {
      what: `bare requests to SES, ${AT_ONCE} at once`,
      value: median(counted.map((r) => r.bare)),
      unit: 'mails/s',
    },
    { what: 'the first by the second', value: median(counted.map((r) => r.reminders / r.bare)), unit: 'x' },
    {
      what: 'of them put off, as SES was not heard in time',
      value: sending.putOff(),
      unit: 'mails',
      goal: { atMost: 0 },
    },
  ];
}

async function bound(composer: Composer): Promise<Figure[]> {
  const ses = await startLoopbackSes(RATE);
  const sending = await sender(ses.url, composer);
  const batches = await sending.register(WARM_UP + ROUNDS, RATE * SECONDS);
  await sending.all(batches);
  await ses.stop();
  const { taken } = ses;
  const seconds = ((taken.at(-1) ?? 0) - (taken[0] ?? 0)) / 1000;
  const inAnySecond = taken.map((from) => taken.filter((at) => at >= from && at < from + 1000).length);
  return [
    {
      what: `reminders where the account may send ${RATE} a second`,
      value: (taken.length - 1) / seconds,
      unit: 'mails/s',
      goal: { atLeast: 0.85 * RATE },
    },
    {
      what: 'the most in any one second',
      value: Math.max(...inAnySecond),
      unit: 'mails',
      goal: { atMost: RATE },
    },
  ];
}

/** What the function has, over a table of its own. */
async function sender(sesUrl: string, composer: Composer) {
  process.env['AWS_ENDPOINT_URL_SES'] = sesUrl;
  const name = `bench-${randomUUID()}`;
  await createEmptyTable(name);
  const table = createTable(name);
  const from = 'reminders@certkeeper.example';
  const deps = {
    credentials: createCredentialStore(table, pepper),
    providers: createProviderDirectory(table),
    holders: createHolderIndex(table, pepper),
    ledger: createReminderLedger(table, pepper),
    mailStates: createMailStates(table, pepper),
    links: createMailLinks(pepper, { signing: async () => 1, hash: (_, text) => pepper.hash('link', text) }),
    // Tried at once again it would only find its own lease in the way, for a quarter of an hour.
    reminders: { send: async (again: HolderBatch[]) => void putOff.push(...again) },
    pace: createMailPace(table, createMailQuota({ region, clock })),
    mail: createMailSender({ from, region, configurationSet: 'bench' }),
    compose: (notice: Parameters<Parameters<typeof sendReminders>[0]['compose']>[0]) => {
      const mail = composer.composeReminder({ ...notice, publicBaseUrl: 'https://certkeeper.example' });
      lastMail = { ...mail, to: 'chan@example.com' };
      return mail;
    },
    clock,
    pauseUntil,
    report: () => {},
    due: createDueIndex(table),
    reportUnreadable: () => {},
    newClaimId: randomUUID,
  };
  const putOff: HolderBatch[] = [];
  let lastMail = { to: 'chan@example.com', subject: 'x', text: 'x', html: 'x' };
  const ses = new SESClient({ region, maxAttempts: 1 });

  return {
    /** Mails whose answer came too late, so that nobody knows; on loopback only a machine that is too busy does that. */
    putOff: () => putOff.length,

    async register(round: number, count: number): Promise<HolderBatch[]> {
      const batches: HolderBatch[] = [];
      for (let i = 0; i < count; i++) {
        const key = `BENCH${round}N${i}`;
        const raw = {
          number: key,
          type: 'OFA',
          nameEn: 'CHAN Tai Man',
          email: `${key}@example.com`,
          issuedOn: '2024-03-01',
        };
        const read = readCredential(raw, civilDate.parse('2024-03-02'));
        if (!read.ok) throw new Error(JSON.stringify(read.problems));
        await registerCredential(
          {
            credentials: deps.credentials,
            numbers: createNumberSource(pepper),
            holders: createHolderIndex(table, pepper),
          },
          {
            provider: 'SPMC',
            facts: read.facts,
            given: new Set(['number', 'type', 'nameEn', 'email', 'issuedOn']),
            entry: {
              at: instant.parse('2024-03-02T02:00:00.000Z'),
              on: civilDate.parse('2024-03-02'),
              source: { via: 'api', keyId: 'bench' },
            },
            correct: false,
          },
        );
        batches.push({ on, startedAt: clock(), credentials: [{ key, provider: 'SPMC' }] });
      }
      return batches;
    },

    async all(batches: HolderBatch[]): Promise<void> {
      const waiting = [...batches];
      const work = async () => {
        for (let batch = waiting.shift(); batch; batch = waiting.shift()) await sendReminders(deps, batch);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    },

    /** A mail of the same size, without a claim, a rate or a record. */
    async bare(count: number): Promise<void> {
      let left = count;
      const Data = await renderMime({ from, ...lastMail, headers: {} });
      const work = async () => {
        while (left-- > 0) {
          await ses.send(
            new SendRawEmailCommand({
              Source: from,
              Destinations: ['chan@example.com'],
              RawMessage: { Data },
            }),
          );
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    },
  };
}
