import { mkdirSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { Children } from '#infra/local/emulators/children';
import { nextDueOn } from '#infra/local/sample/next-due';
import { loadSample, type Sample } from '#infra/local/sample/sample';
import { SAMPLE_COLLEAGUE, SHOWN } from '#infra/local/sample/sample-rows';
import { Failure } from './failure.ts';
import type { Lifetime } from './lifetime.ts';
import type { Settings } from './settings.ts';
import type { StateFolder } from './state-folder.ts';
import { type System, startSystem } from './system.ts';

/** Starts everything, says where it is, and returns; it runs until `lifetime` ends. */
export async function run(
  settings: Settings,
  folder: StateFolder,
  lifetime: Lifetime,
  fail: (error: unknown) => void,
): Promise<void> {
  if (settings.fresh) folder.clear();
  mkdirSync(folder.at('logs'), { recursive: true });
  const children = new Children();
  lifetime.onEnd(() => children.close());

  const began = performance.now();
  console.log('Starting Certkeeper …');
  const report = (line: string) => {
    if (!lifetime.over) console.error(`certkeeper: ${line}`);
  };
  const system = await startSystem({ settings, folder, children, lifetime, report });
  void system.lost.then((line) => fail(new Failure(line)));
  for (const warning of system.warnings) report(warning);

  const sample = settings.assembly === undefined ? await loadSample(folder, system.baseUrl) : NO_SAMPLE;
  const { baseUrl, inboxUrl } = system;
  folder.writeJson('started', { baseUrl, inboxUrl, ...sample });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  lifetime.onEnd(() => folder.remove('started', 'control'));
  console.log(await welcome(system, sample, folder.path, seconds));
}

const NO_SAMPLE: Sample = { provider: '', apiKey: '' };

async function welcome(system: System, sample: Sample, folder: string, seconds: string): Promise<string> {
  const { baseUrl, inboxUrl, schedules, clients, table } = system;
  const runs = schedules.map(
    ({ description, expression, timezone }, i) =>
      `  ${(i === 0 ? 'While this runs' : '').padEnd(17)}${description ?? `${expression} ${timezone}`}`,
  );
  const lines = [
    `Ready after ${seconds} s. Ctrl-C stops it; what is in ${folder} stays.`,
    '',
    `  Verify           ${baseUrl}/`,
    `  Check many       ${baseUrl}/lists`,
    `  Watch a site     ${baseUrl}/watch`,
    `  Console          ${baseUrl}/console   (sign in with the API key)`,
    `  Provider API     ${baseUrl}/v1   (described at ${baseUrl}/docs)`,
    `  Inbox            ${inboxUrl}/`,
    `  Templates        ${inboxUrl}/templates   (every email that can be sent)`,
    ...(sample.provider
      ? [
          `  Sample provider  ${sample.provider}`,
          `  API key          ${sample.apiKey}`,
          `  Sample colleague ${SAMPLE_COLLEAGUE.email}   (signs in at ${baseUrl}/console/sign-in/email; the link is in the inbox)`,
        ]
      : []),
    ...runs,
  ];
  if (sample.provider) lines.push('', 'Try this:', ...(await suggestions(baseUrl, clients.dynamodb, table)));
  return lines.join('\n');
}

async function suggestions(
  baseUrl: string,
  client: System['clients']['dynamodb'],
  table: string,
): Promise<string[]> {
  const verdicts = Object.entries(SHOWN).map(
    ([verdict, number]) => `  ${verdict.padEnd(15)}  ${baseUrl}/verify/${number}`,
  );
  const tomorrow = Temporal.Now.zonedDateTimeISO('Asia/Hong_Kong').toPlainDate().add({ days: 1 }).toString();
  const due = await nextDueOn(client, table);
  const day = due === undefined || due < tomorrow ? tomorrow : due;
  const remind = `  reminders        npm run remind -- ${day}   (then look into the inbox)`;
  return [...verdicts, ...(due === undefined ? [] : [remind])];
}
