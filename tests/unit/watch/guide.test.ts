import { describe, expect, it } from 'vitest';
import { facilitiesFor, kindsOfPlace } from '#watch/guide/first-aid-law.ts';
import { readGuide } from '#watch/guide/read-guide.ts';
import { facilitySentence } from '#watch/messages/guide.ts';

const placeOf = (id: string) => {
  const place = kindsOfPlace.find((each) => each.id === id);
  if (!place) throw new Error(id);
  return place;
};

describe('the guide', () => {
  it.each([
    ['workplace', 1, 1],
    ['workplace', 100, 1],
    ['workplace', 101, 2],
    ['notifiable', 250, 3],
    ['construction', 4, undefined],
    ['construction', 5, 1],
    ['construction', 51, 2],
    ['ropeway', 500, undefined],
    ['school', 500, undefined],
  ])('counts at %s with %i people %s facilities, and never trained people', (id, people, count) => {
    expect(facilitiesFor(placeOf(id), people)).toBe(count);
  });

  it('computes nothing from what is only reported', () => {
    for (const { facts, facility } of kindsOfPlace)
      for (const { sure, text } of facts) if (sure === 'reported') expect(facility?.source).not.toBe(text);
    const { facility } = placeOf('workplace');
    if (!facility) throw new Error('no facility');
    expect(facilitySentence(facility, 320, 4, 'en')).not.toContain('150');
  });

  it('has a source and a day of reading for every fact, and both languages', () => {
    for (const { facts, trained, unknown } of kindsOfPlace) {
      for (const { source, readOn } of [...facts, ...trained]) {
        expect(source.en).toMatch(/Cap\.|Regulations/);
        expect(readOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
      for (const text of [...facts.map((fact) => fact.text), ...unknown])
        for (const said of [text.en, text['zh-HK']]) expect(said).not.toBe('');
    }
  });

  it('keeps what was typed, whatever is wrong with it', () => {
    expect(readGuide({ place: 'workplace', people: 'many' })).toMatchObject({
      typed: { place: 'workplace', people: 'many' },
      isWrong: true,
    });
    expect(readGuide({ place: 'moon', people: '１２０' })).toMatchObject({ people: 120, isWrong: false });
    expect(readGuide({ people: '0' }).isWrong).toBe(true);
    expect(readGuide({}).isWrong).toBe(false);
  });
});
