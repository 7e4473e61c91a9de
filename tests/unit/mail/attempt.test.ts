import { beforeEach, describe, expect, it } from 'vitest';
import { type AttemptDeps, attempt } from '#mail/attempt.ts';
import type { MailAnswer } from '#mail/mailing-rules.ts';
import type { Slot } from '#mail/ports.ts';
import { addSeconds, type Instant, instant } from '#register/civil-date.ts';

const start = instant.parse('2027-01-29T01:00:00.000Z');
const mail = { to: 'chan@example.com', subject: 'x', text: 'x', html: 'x' };
const accepted: MailAnswer = { outcome: 'accepted', messageId: 'm' };

/** What happened, in order. */
let happened: string[];
let now: Instant;
let slots: Slot[];
/** How long storing each claim takes, in milliseconds. */
let claimsTake: number[];
let answer: MailAnswer;

beforeEach(() => {
  happened = [];
  now = start;
  slots = [];
  claimsTake = [];
  answer = accepted;
});

function once(refusal?: string) {
  let claims = 0;
  const deps: AttemptDeps = {
    clock: () => now,
    newClaimId: () => `c${++claims}`,
    async pauseUntil(at) {
      happened.push('wait');
      if (at > now) now = at;
    },
    pace: {
      async next(at) {
        happened.push('slot');
        return slots.shift() ?? { outcome: 'open', at };
      },
      slowDown: async (at) => void happened.push(`slow from ${at}`),
      close: async (until, because) => void happened.push(`closed until ${until}: ${because}`),
    },
    mail: {
      async send(_, claimId) {
        happened.push(`send ${claimId} at ${now}`);
        return answer;
      },
    },
    mailStates: {
      find: async () => ({ stops: {} }),
      findByHolder: async () => ({ stops: {} }),
      record: async (email, { state, code }) => void happened.push(`${state} ${email}: ${code}`),
      arrived: async () => false,
      report: async () => {},
      request: async () => {},
    },
  };
  return attempt<string>(deps, {
    mail,
    async claim({ claimId, claimedAt }) {
      happened.push(`claim ${claimId} at ${claimedAt}`);
      now = addSeconds(now, (claimsTake.shift() ?? 0) / 1000);
      return refusal;
    },
    async settle({ claimId }, { outcome }) {
      happened.push(`settle ${claimId}: ${outcome}`);
    },
  });
}

describe('one mail', () => {
  it('waits for its moment, is claimed, is sent once, and its answer is kept: in that order', async () => {
    const at = addSeconds(start, 4);
    slots = [{ outcome: 'open', at }];
    expect(await once()).toEqual({ outcome: 'answered', answer: accepted });
    expect(happened).toEqual([
      'slot',
      'wait',
      // A second before its instant: storing the claim takes time.
      `claim c1 at ${addSeconds(start, 3)}`,
      'wait',
      `send c1 at ${at}`,
      'settle c1: accepted',
    ]);
  });

  it('is not sent when it cannot be claimed', async () => {
    expect(await once('taken')).toEqual({ outcome: 'refused', refusal: 'taken' });
    expect(happened).toEqual(['slot', 'wait', `claim c1 at ${start}`]);
  });

  it('is not even claimed while nobody may send', async () => {
    const closed: Slot = { outcome: 'closed', until: addSeconds(start, 60), because: 'account' };
    slots = [closed];
    expect(await once()).toEqual(closed);
    expect(happened).toEqual(['slot']);
  });

  it('whose moment passed while it was claimed takes another one', async () => {
    claimsTake = [101];
    const next = addSeconds(start, 1.5);
    slots = [
      { outcome: 'open', at: start },
      { outcome: 'open', at: next },
    ];
    await once();
    expect(happened).toEqual([
      'slot',
      'wait',
      `claim c1 at ${start}`,
      'slot',
      'wait',
      `send c1 at ${next}`,
      'settle c1: accepted',
    ]);
  });

  it('is given back when the other moment is more than two seconds away, and claimed anew', async () => {
    claimsTake = [500];
    slots = [
      { outcome: 'open', at: start },
      { outcome: 'open', at: addSeconds(start, 2.501) },
    ];
    await once();
    expect(happened.slice(3, 5)).toEqual(['slot', 'settle c1: notNow']);
    expect(happened.slice(-2)).toEqual([`send c2 at ${addSeconds(start, 0.5)}`, 'settle c2: accepted']);
  });

  it('is given back when nobody may send any more once it is claimed', async () => {
    claimsTake = [500];
    const closed: Slot = { outcome: 'closed', until: addSeconds(start, 60), because: 'account' };
    slots = [{ outcome: 'open', at: start }, closed];
    expect(await once()).toEqual(closed);
    expect(happened.at(-1)).toBe('settle c1: notNow');
  });

  it('may be a tenth of a second late', async () => {
    claimsTake = [100];
    await once();
    expect(happened.at(-2)).toBe(`send c1 at ${addSeconds(start, 0.1)}`);
  });

  it('does not use up the moments of others while claims are slow and many wait', async () => {
    // The queue is four seconds long, and each claim takes 0.8 of them.
    claimsTake = [800];
    slots = [{ outcome: 'open', at: addSeconds(start, 4) }];
    await once();
    expect(happened.filter((each) => each === 'slot')).toHaveLength(1);
    expect(happened.at(-2)).toBe(`send c1 at ${addSeconds(start, 4)}`);
  });

  it('that meets no moment for twenty seconds makes room for others, and slows nobody down', async () => {
    claimsTake = Array.from({ length: 40 }, () => 3000);
    slots = Array.from({ length: 40 }, (_, i) => ({
      outcome: 'open',
      at: addSeconds(start, i % 2 ? 100 : 0),
    }));
    expect(await once()).toMatchObject({ outcome: 'closed', because: 'busy' });
    expect(happened.filter((each) => each.startsWith('settle'))).toHaveLength(7);
    expect(happened.some((each) => /^(send|slow|closed)/.test(each))).toBe(false);
  });
});

describe('what the mail service answers', () => {
  it.each([
    ['rate', [`slow from ${start}`]],
    ['quota', [`closed until ${addSeconds(start, 3600)}: quota`]],
    ['account', [`closed until ${addSeconds(start, 900)}: account`]],
    ['unreachable', []],
  ] as const)(
    'not now (%s): what it means for all mail is kept before the claim is settled',
    async (because, means) => {
      answer = { outcome: 'notNow', because, code: 'x' };
      expect(await once()).toEqual({ outcome: 'answered', answer });
      expect(happened.slice(4)).toEqual([`send c1 at ${start}`, ...means, 'settle c1: notNow']);
    },
  );

  it('an address that is refused for good is on record before the claim is settled', async () => {
    answer = { outcome: 'undeliverable', code: 'InvalidParameterValue' };
    await once();
    expect(happened.slice(5)).toEqual([
      'undeliverable chan@example.com: InvalidParameterValue',
      'settle c1: undeliverable',
    ]);
  });

  it.each([
    { outcome: 'rejected', code: 'MessageRejected' },
    { outcome: 'uncertain', code: 'TimeoutError' },
  ] as const)('$outcome is kept, and means nothing for the address or other mail', async (said) => {
    answer = said;
    await once();
    expect(happened.slice(5)).toEqual([`settle c1: ${said.outcome}`]);
  });
});
