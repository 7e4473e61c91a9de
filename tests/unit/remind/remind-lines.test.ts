import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { leftLines, noticeLines } from '../../../operator/replay-lines.ts';

const now = Temporal.Instant.from('2026-11-22T05:00:00Z');
const nothing = { certificates: 0, aside: 0, digests: 0, alerts: 0 };
const none = { sent: 0, unsettled: [] };

it('says nothing where nothing is left', () => {
  expect(leftLines(nothing, now)).toEqual([]);
  expect(leftLines({ ...nothing, because: 'quota', until: '2026-11-22T06:05:00.000Z' }, now)).toEqual([]);
  expect(noticeLines({ alerts: none, digests: none })).toEqual([]);
});

it('says how many certificates stay due, why, and when sending goes on', () => {
  const until = '2026-11-22T06:05:00.000Z';
  expect(leftLines({ ...nothing, certificates: 19, because: 'quota', until }, now)).toEqual([
    "19 certificates stay due: the day's quota for email is used up (sending goes on at 14:05 Hong Kong time)",
  ]);
  expect(leftLines({ ...nothing, certificates: 1, because: 'account', until }, now)).toEqual([
    '1 certificate stays due: the mail service does not let this account send (sending goes on at 14:05 Hong Kong time)',
  ]);
  expect(leftLines({ ...nothing, certificates: 2, until: '2026-11-22T17:00:00.000Z' }, now)).toEqual([
    '2 certificates stay due: tried again at 01:00 on 2026-11-23 Hong Kong time',
  ]);
  expect(leftLines({ ...nothing, certificates: 2 }, now)).toEqual(['2 certificates stay due']);
});

it('tells what cannot be read apart from what only waits', () => {
  expect(leftLines({ ...nothing, certificates: 1, aside: 1 }, now)).toEqual([
    '1 certificate stays due',
    '1 certificate set aside: cannot be read, see the runbook',
  ]);
});

it('says what became of the digests, and of the alerts before them', () => {
  const one = { sent: 1, unsettled: [] };
  expect(noticeLines({ alerts: one, digests: one })).toEqual([
    '1 alert sent to an employer',
    '1 digest sent to a provider',
  ]);
  const failed = { state: 'failed', code: 'MessageRejected' };
  expect(
    noticeLines({
      alerts: { sent: 2, unsettled: [{ to: '5f0c', ...failed }] },
      digests: { sent: 2, unsettled: [{ to: 'SPMC', ...failed }] },
    }),
  ).toEqual([
    '2 alerts sent to employers',
    '  failed   alert about site 5f0c: MessageRejected',
    '2 digests sent to providers',
    '  failed   digest to SPMC: MessageRejected',
  ]);
  expect(leftLines({ ...nothing, digests: 1, alerts: 2 }, now)).toEqual([
    '2 alerts to employers wait',
    '1 digest to a provider waits',
  ]);
});
