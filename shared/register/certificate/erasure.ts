import { hongKongDay, type Instant } from '#register/civil-date.ts';
import type { Credential, Fact, HistoryEntry } from './credential.ts';
import { valuesEver } from './values-ever.ts';

/** What stands where the holder's name was, for whoever verifies the number. */
export const ERASED_NAME = {
  name: 'Name erased at the holder’s request',
  nameZh: '姓名已應持證人要求刪除',
} as const;

/** Stands in history for a reason that named the holder. */
const ERASED_REASON = 'erased';

/** What tells who the holder is, or leads there. */
const personalFacts = ['nameEn', 'nameZh', 'email', 'courseSession'] as const satisfies Fact[];

/** Nothing is registered for its holder any more, and nobody registers it again (docs/decisions/031). */
export const isErased = ({ history }: Pick<Credential, 'history'>): boolean =>
  history.some(({ event }) => event === 'erased');

/**
 * The certificate without its holder: number, provider, type, dates and what became of it stay, so that the paper can still
 * be verified. Names and addresses go from history as well, with each reason that has a word of them. Erased again, what
 * came since goes.
 */
export function eraseHolder(credential: Credential, at: Instant): Credential {
  const names = [...valuesEver(credential, 'nameEn'), ...valuesEver(credential, 'nameZh')];
  const words = wordsOf([
    ...names,
    ...valuesEver(credential, 'email'),
    ...valuesEver(credential, 'courseSession'),
  ]);
  const { nameEn, nameZh, email, courseSession, ...rest } = credential;
  const history = credential.history.map((entry) => withoutPerson(entry, words));
  const before = [nameEn, nameZh, email, courseSession].some((fact) => fact !== undefined);
  if (isErased(credential) && !before) return credential;
  const erased: HistoryEntry = { event: 'erased', at, on: hongKongDay(at), source: { via: 'registry' } };
  return { ...rest, history: [...history, erased], version: credential.version + 1 };
}

/** The same without addresses that it had, or with none at all: what stands in history of them has no use any more. */
export function eraseAddresses(credential: Credential, isGone: (address: string) => boolean): Credential {
  const { email, ...rest } = credential;
  const kept = email !== undefined && !isGone(email) ? { email } : {};
  const history = credential.history.map((entry) =>
    entry.event === 'corrected'
      ? {
          ...entry,
          changes: entry.changes.map((change) =>
            change.field === 'email' ? without(change, isGone) : change,
          ),
        }
      : entry,
  );
  const isSame = JSON.stringify([email, credential.history]) === JSON.stringify([kept.email, history]);
  return isSame ? credential : { ...rest, ...kept, history, version: credential.version + 1 };
}

type Change = Extract<HistoryEntry, { event: 'corrected' }>['changes'][number];

function without({ field, from, to }: Change, isGone: (value: string) => boolean): Change {
  const kept = (value: string | null) => (value !== null && isGone(value) ? null : value);
  return { field, from: kept(from), to: kept(to) };
}

function withoutPerson(entry: HistoryEntry, words: readonly string[]): HistoryEntry {
  const isPersonal = (field: string) => personalFacts.some((fact) => fact === field);
  const changed =
    entry.event === 'corrected'
      ? {
          ...entry,
          changes: entry.changes.map((change) =>
            isPersonal(change.field) ? without(change, () => true) : change,
          ),
        }
      : entry;
  if (!('reason' in changed)) return changed;
  const reason = changed.reason.toLowerCase();
  return words.some((word) => reason.includes(word)) ? { ...changed, reason: ERASED_REASON } : changed;
}

/** Each word of a name alone tells who is meant; of a Chinese name each two characters. */
function wordsOf(texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{M}\p{N}@.+_-]+/u));
  return words.flatMap((word) => {
    if (!/\p{Script=Han}/u.test(word)) return word.length >= 2 ? [word] : [];
    const characters = [...word];
    return characters.length < 3
      ? [word]
      : characters.slice(1).map((character, n) => `${characters[n]}${character}`);
  });
}
