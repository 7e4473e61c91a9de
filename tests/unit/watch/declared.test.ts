import { describe, expect, it } from 'vitest';
import { addDays, type CivilDate, civilDate } from '#register/civil-date.ts';
import { declaredNews, declaredStatus, declaredStepAfter } from '#watch/declared/declared-news.ts';
import { readDeclared } from '#watch/declared/read-declared.ts';

const day = (text: string) => civilDate.parse(text);
const today = day('2026-11-30');
const typed = { nameEn: 'HO Wing Sze', nameZh: '', document: 'nurse', lastDay: '2027-12-31' };

describe('what is typed of somebody', () => {
  it('is taken with either name, tidied, and the day in any form that a file may have', () => {
    expect(readDeclared(typed, today)).toEqual({
      ok: true,
      person: { nameEn: 'HO Wing Sze', document: 'nurse', expiresOn: '2027-12-31' },
    });
    const chinese = { ...typed, nameEn: '', nameZh: ' 何詠詩 ', lastDay: '31/12/2027' };
    expect(readDeclared(chinese, today)).toMatchObject({
      person: { nameZh: '何詠詩', expiresOn: '2027-12-31' },
    });
  });

  it.each([
    [{ nameEn: '' }, { nameEn: 'name' }],
    [{ nameEn: 'A123456(3)' }, { nameEn: 'identityNumber' }],
    [{ nameEn: 'win at www.example.com' }, { nameEn: 'badName' }],
    [{ nameEn: '=HYPERLINK(1)' }, { nameEn: 'badName' }],
    [{ nameZh: '何\u202e詠詩' }, { nameZh: 'badName' }],
    [{ document: 'doctor' }, { document: 'document' }],
    [{ lastDay: '' }, { lastDay: 'day' }],
    [{ lastDay: '31/02/2027' }, { lastDay: 'day' }],
    [{ lastDay: '2026-11-29' }, { lastDay: 'past' }],
    [{ lastDay: '2041-12-01' }, { lastDay: 'far' }],
    [
      { nameEn: '', document: '', lastDay: 'soon' },
      { nameEn: 'name', document: 'document', lastDay: 'day' },
    ],
  ])('is refused with %o: %o', (wrong, problems) => {
    expect(readDeclared({ ...typed, ...wrong }, today)).toEqual({ ok: false, problems });
  });

  it('may end today, or fifteen years from now', () => {
    for (const lastDay of ['2026-11-30', '2041-11-30'])
      expect(readDeclared({ ...typed, lastDay }, today)).toMatchObject({ ok: true });
  });
});

describe('what an employer hears of somebody', () => {
  /** Looked at on each day that is named as the next one, until there is none. */
  function heard(expiresOn: CivilDate, from: CivilDate) {
    const said: [CivilDate, string][] = [];
    let told = declaredStatus({ expiresOn }, from);
    let next = declaredStepAfter(told, { expiresOn }, from);
    while (next) {
      for (const item of declaredNews(told, { expiresOn }, next))
        said.push([next, item.kind === 'expiring' ? String(item.daysLeft) : item.kind]);
      told = declaredStatus({ expiresOn }, next);
      next = declaredStepAfter(told, { expiresOn }, next);
    }
    return said;
  }

  it('comes 60, 30 and 7 days before the last day, and on the day after it', () => {
    expect(heard(day('2027-12-31'), today)).toEqual([
      ['2027-11-01', '60'],
      ['2027-12-01', '30'],
      ['2027-12-24', '7'],
      ['2028-01-01', 'expired'],
    ]);
  });

  it('does not repeat what was so when they were declared', () => {
    expect(heard(addDays(today, 20), today).map(([, what]) => what)).toEqual(['7', 'expired']);
    expect(heard(today, today).map(([, what]) => what)).toEqual(['expired']);
  });
});
