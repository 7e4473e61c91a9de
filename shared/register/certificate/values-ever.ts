import type { Credential, Fact } from './credential.ts';

/** What a fact is and, before its corrections, was. */
export function valuesEver(credential: Credential, field: Fact): string[] {
  const before = credential.history.flatMap((entry) =>
    entry.event === 'corrected' ? entry.changes.filter((change) => change.field === field) : [],
  );
  return [...new Set([credential[field] ?? [], before.flatMap(({ from }) => from ?? [])].flat())];
}
