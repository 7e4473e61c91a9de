import { type KindOfPlace, kindsOfPlace } from './first-aid-law.ts';

const MAX_PEOPLE = 100_000;

/** What was typed, which stays in the form, and what of it can be answered. */
export interface GuideQuestion {
  typed: { place: string; people: string };
  place?: KindOfPlace | undefined;
  people?: number | undefined;
  /** Why a number that was typed is none. */
  isWrong: boolean;
}

export function readGuide({ place = '', people = '' }: { place?: string; people?: string }): GuideQuestion {
  const digits = people.normalize('NFKC').trim();
  const count = /^\d{1,6}$/.test(digits) ? Number(digits) : undefined;
  const isCount = count !== undefined && count >= 1 && count <= MAX_PEOPLE;
  return {
    typed: { place, people },
    place: kindsOfPlace.find(({ id }) => id === place),
    people: isCount ? count : undefined,
    isWrong: digits !== '' && !isCount,
  };
}
