import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mailEvents } from '#mail/mail-record.ts';
import { countingStops, countMailEvent, countStored, createMetrics } from '#mail/metrics.ts';
import { noticeRecord, noticeSubject } from '#mail/notice.ts';
import { instant } from '#register/civil-date.ts';
import { skipReasons } from '#remind/reminder-decision.ts';
import { reminderRecord } from '#remind/reminder-record.ts';
import { METRICS } from '#storage/contract/metrics.ts';

const at = instant.parse('2026-11-30T01:00:00.000Z');
const metrics = createMetrics('certkeeper/test', () => at);

let written = '';
beforeEach(() => {
  written = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

type Line = Record<string, unknown> & {
  _aws: {
    Timestamp: number;
    CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[];
  };
};
const lines = () =>
  written
    .split('\n')
    .filter(Boolean)
    .map((line): Line => JSON.parse(line));
/** What CloudWatch takes out of a line: only what its directive names. */
const measured = () =>
  lines().map((line) => {
    const [directive] = line._aws.CloudWatchMetrics;
    const values = directive?.Metrics.map(({ Name }) => [Name, line[Name]]) ?? [];
    return { ...Object.fromEntries(values), ...dimensionsOf(line, directive?.Dimensions.flat() ?? []) };
  });
const dimensionsOf = (line: Line, names: string[]) =>
  Object.fromEntries(names.map((name) => [name, line[name]]));

function settled<Stored extends { state: string }>(stored: Stored): Exclude<Stored, { state: 'claimed' }> {
  if (stored.state === 'claimed') throw new Error('nothing came of it yet');
  return stored as Exclude<Stored, { state: 'claimed' }>;
}

describe('what a function measures', () => {
  it('is one line of JSON each time, in the namespace of its stage, at the moment of its clock', () => {
    metrics.put({ RemindersDue: 7, OldestDueDays: 0 });
    expect(written.endsWith('}\n')).toBe(true);
    expect(lines()).toEqual([
      {
        level: 'INFO',
        _aws: {
          Timestamp: Date.parse(at),
          CloudWatchMetrics: [
            {
              Namespace: 'certkeeper/test',
              Dimensions: [[]],
              Metrics: [
                { Name: 'RemindersDue', Unit: 'Count' },
                { Name: 'OldestDueDays', Unit: 'None' },
              ],
            },
          ],
        },
        RemindersDue: 7,
        OldestDueDays: 0,
      },
    ]);
  });

  const record = {
    key: 'CANARY1',
    number: 'CANARY-1',
    provider: 'SPMC',
    expiresOn: '2027-02-28',
    stage: '-90',
    on: '2026-11-30',
    claimId: 'claim-canary',
  };

  it.each<[object, object]>([
    [{ state: 'sent', messageId: 'm', sentAt: at }, { RemindersSent: 1 }],
    [{ state: 'failed', code: 'c', failedAt: at }, { RemindersFailed: 1 }],
    [{ state: 'uncertain', code: 'c', since: at, settleFrom: at }, { RemindersUncertain: 1 }],
    [{ state: 'released', code: 'c', releasedAt: at }, { RemindersGivenBack: 1 }],
    ...skipReasons.map((reason): [object, object] => [
      { state: 'skipped', reason, skippedAt: at },
      { RemindersSkipped: 1, Reason: reason },
    ]),
  ])('counts a stage by its record %o: %o', (state, expected) => {
    countStored(metrics, settled(reminderRecord.parse({ ...record, ...state })));
    expect(measured()).toEqual([expected]);
    expect(written).not.toMatch(/canary|SPMC|2027/i);
  });

  const digest = noticeSubject.parse({ of: 'digest', provider: 'CANARY', week: '2027-01-25' });
  const changed = noticeSubject.parse({
    of: 'addressChange',
    changeId: '6f0e6f5e-38a4-4b5e-9f6e-1c1d3f6f2a10',
    step: 'asked',
    to: 'new',
  });
  it.each<[object, string]>([
    [{ state: 'sent', messageId: 'm', sentAt: at }, 'NoticesSent'],
    [{ state: 'failed', code: 'c', failedAt: at }, 'NoticesFailed'],
    [{ state: 'uncertain', code: 'c', since: at, settleFrom: at }, 'NoticesUncertain'],
    [{ state: 'released', code: 'c', releasedAt: at }, 'NoticesGivenBack'],
    [{ state: 'skipped', reason: 'nothingToSay', skippedAt: at }, 'NoticesSkipped'],
  ])('counts a digest and a change of address by its record %o, each as its kind: %s', (state, name) => {
    const stored = settled(noticeRecord.parse({ noticeId: 'canary', claimId: 'claim-canary', ...state }));
    for (const { of } of [digest, changed]) countStored(metrics, stored, of);
    expect(measured()).toEqual(['digest', 'addressChange'].map((Kind) => ({ [name]: 1, Kind })));
    expect(written).not.toMatch(/canary|6f0e6f5e|2027/i);
  });

  it('counts each event of a mail by its kind, and knows every kind', () => {
    for (const kind of mailEvents) countMailEvent(metrics, kind);
    const names = measured().flatMap((each) => Object.keys(each));
    expect(new Set(names).size).toBe(mailEvents.length);
    expect(Object.keys(METRICS)).toEqual(expect.arrayContaining(names));
  });

  it('counts that all sending was stopped, by the cause, and stops it', async () => {
    const closed: unknown[] = [];
    const pace = countingStops(metrics, {
      next: async () => ({ outcome: 'open', at }),
      slowDown: async () => {},
      close: async (...stop) => void closed.push(stop),
    });
    await pace.close(at, 'account');
    expect(closed).toEqual([[at, 'account']]);
    expect(measured()).toEqual([{ SendingHalted: 1, Cause: 'account' }]);
    expect(await pace.next(at)).toEqual({ outcome: 'open', at });
  });
});
