import { describe, expect, test } from 'vitest';
import { addApproval, endApproval } from '#register/catalogue/approvals.ts';
import type { Approval } from '#register/catalogue/provider.ts';
import { civilDate } from '#register/civil-date.ts';

const day = (text: string) => civilDate.parse(text);
const course = { courseType: 'OFA', scheme: 'HK-509A-17-2-b-iii' };
const period = (from: string, to?: string, more: Partial<Approval> = {}): Approval => ({
  ...course,
  from: day(from),
  ...(to && { to: day(to) }),
  ...more,
});

const ledger = [period('2011-01-02', '2014-12-31'), period('2016-01-01')];

describe('a further period', () => {
  test.each([
    ['between two others', period('2015-01-01', '2015-12-31'), 'ok'],
    ['before all others', period('2000-01-01', '2011-01-01'), 'ok'],
    ['on the last day of another', period('2014-12-31', '2015-12-31'), 'overlaps'],
    ['through the first day of another', period('2015-01-01', '2016-01-01'), 'overlaps'],
    ['around another', period('2010-01-01', '2015-12-31'), 'overlaps'],
    ['without an end, before another', period('2015-01-01'), 'overlaps'],
    ['within one that has no end', period('2020-01-01', '2020-12-31'), 'overlaps'],
    ['of another course', period('2011-01-02', undefined, { courseType: 'EMR' }), 'ok'],
    ['of another scheme', period('2011-01-02', undefined, { scheme: 'X' }), 'ok'],
    ['of one day', period('2015-05-05', '2015-05-05'), 'ok'],
    ['that ends before it begins', period('2015-05-05', '2015-05-04'), 'ends_before_it_begins'],
  ])('%s', (_, added, outcome) => {
    const answer = addApproval(ledger, added);
    expect(answer.ok ? 'ok' : answer.code).toBe(outcome);
    if (answer.ok) expect(answer.approvals).toHaveLength(3);
  });
});

describe('an end', () => {
  test.each([
    ['of the one that holds then', undefined, '2024-12-31', period('2016-01-01', '2024-12-31')],
    ['earlier than planned', undefined, '2013-06-30', period('2011-01-02', '2013-06-30')],
    ['later, of the one that is named', '2011-01-02', '2015-12-31', period('2011-01-02', '2015-12-31')],
    ['into the next one', '2011-01-02', '2016-01-01', 'overlaps'],
    ['before its first day', '2016-01-01', '2015-12-31', 'ends_before_it_begins'],
    ['in a gap', undefined, '2015-06-01', 'none_then'],
    ['of one that never began', '2017-01-01', '2018-01-01', 'none_then'],
  ])('%s', (_, from, to, outcome) => {
    const answer = endApproval(ledger, { ...course, from: from ? day(from) : undefined, to: day(to) });
    expect(answer.ok ? answer.changed : answer.code).toEqual(outcome);
  });

  test('asks which one, where an older ledger has two', () => {
    const doubled = [period('2011-01-02'), period('2016-01-01')];
    expect(endApproval(doubled, { ...course, to: day('2020-01-01') })).toMatchObject({
      code: 'several_then',
    });
  });
});
