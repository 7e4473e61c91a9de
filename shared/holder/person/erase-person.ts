import type { Instant } from '#register/civil-date.ts';
import type { Held } from './held.ts';
import type { Person } from './person.ts';
import type { BegunErasures, PersonStore } from './ports.ts';

/** What is found in one look may lead to more: a site to what it watches, a change to what was mailed about it. */
const MAX_LOOKS = 5;

/** Everything that the register holds of somebody. */
export async function lookUpPerson(
  deps: { store: PersonStore },
  person: Person,
  at: Instant,
): Promise<Held[]> {
  for (let looks = 1; ; looks++) {
    const known = person.changeIds.size + person.rosterIds.size;
    const held = await Array.fromAsync(deps.store.held(person, at));
    if (known === person.changeIds.size + person.rosterIds.size || looks === MAX_LOOKS) return held;
  }
}

/** What leads to others after them, and the certificates last: as long as they stand, everything else can be found again. */
const turn = ({ kind, leads }: Held) =>
  kind === 'certificate' || kind === 'formerAddress' ? 2 : leads ? 1 : 0;

/**
 * Erases what the register holds of somebody, and looks again until nothing is left but what is kept; what was written
 * meanwhile is found by that. `left`: what would not go. Asked again, it goes on: also where it broke off (BegunErasures).
 */
export async function erasePerson(
  deps: { store: PersonStore; erasures: BegunErasures },
  person: Person,
  at: Instant,
): Promise<{ erased: Held[]; kept: Held[]; left: Held[] }> {
  const erased: Held[] = [];
  for (let looks = 1; ; looks++) {
    const held = await lookUpPerson(deps, person, at);
    const kept = held.filter(({ erase }) => 'keep' in erase);
    const left = held.filter(({ erase }) => !('keep' in erase));
    if (left.length === 0) await deps.erasures.end(person);
    if (left.length === 0 || looks === MAX_LOOKS) return { erased, kept, left };
    if (looks === 1) await deps.erasures.begin(person, at);
    for (const one of left.toSorted((a, b) => turn(a) - turn(b)))
      if ((await deps.store.erase(one)) === 'erased') erased.push(one);
  }
}
