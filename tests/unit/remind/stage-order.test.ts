import { expect, it } from 'vitest';
import { civilDate } from '#register/civil-date.ts';
import { byStage } from '#remind/stage-order.ts';

const records = (expiresOn: string, ...stages: string[]) =>
  stages.map((stage) => ({ expiresOn: civilDate.parse(expiresOn), stage }));
const told = (code: string, given: ReturnType<typeof records>) =>
  given.toSorted(byStage(code)).map(({ expiresOn, stage }) => `${expiresOn} ${stage}`);

it('puts what is on record into the order in which the stages came', () => {
  const given = records('2027-02-28', '+1', '+150', '-180', '-30', '-7', '-90', '0');
  const stages = told('OFA', given).map((line) => line.slice(11));
  expect(stages).toEqual(['-180', '-90', '-30', '-7', '0', '+1', '+150']);
});

it('puts the stages of an expiry before those of a later one', () => {
  const given = [...records('2027-05-31', '-90'), ...records('2027-02-28', '-30', '-90')];
  expect(told('OFA', given)).toEqual(['2027-02-28 -90', '2027-02-28 -30', '2027-05-31 -90']);
});

it('knows on which day a window opens', () => {
  const stages = ['+1', '-90', 'windowOpens'];
  expect(told('NREMT', records('2027-03-31', ...stages))[0]).toBe('2027-03-31 windowOpens');
  expect(told('NREMT', records('2027-10-31', ...stages))).toEqual([
    '2027-10-31 -90',
    '2027-10-31 windowOpens',
    '2027-10-31 +1',
  ]);
});
