import { inject } from 'vitest';
import type { Meanwhile } from '#support/faults/fault-meanwhile';
import { type Boundary, type Fault, faults } from '#support/faults/fault-proxy';
import { type Random, randomFrom } from '#support/faults/fault-random';
import type { Script } from '#support/faults/fault-run';
import { type Certificate, type Kind, kinds } from '#support/faults/fault-world';

/** A mail about two, one of an early stage, and one for each reason not to send. */
export const HOLDERS: Kind[] = ['pair', 'patient', 'noAddress', 'renewed', 'refused', 'revoked'];
export const KILLS: Fault[] = ['killBefore', 'killAfter'];
export const CRASHES: Fault[] = [...KILLS, 'drop', 'lose', 'fail', 'throttle'];

const settings = inject('faultSettings');
/** Whether everything is run, and in processes, as `npm run faults` does. */
export const WHOLE = settings.FAULT_WHOLE === '1';

/** Where the schedules begin that every quick run looks at. */
const FIRST_SEED = 20_270_129;
const SCHEDULES = Number(settings.FAULT_SCHEDULES ?? (WHOLE ? 1000 : 60));
export const SEEDS = seedsFrom(
  Number(settings.FAULT_SEED ?? (WHOLE ? settings.runSeed : FIRST_SEED)),
  SCHEDULES,
);
/** Those that a quick run has processes go through: others in each run. */
export const SEEDS_OF_PROCESSES = WHOLE ? [] : seedsFrom(settings.runSeed, Math.min(SCHEDULES, 3));

function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

/** A quick run kills a process at every twelfth boundary, each run at others. */
const PROCESSES_EVERY = 12;
export const isOfProcesses = (index: number) =>
  !WHOLE && index % PROCESSES_EVERY === settings.runSeed % PROCESSES_EVERY;

/** What is to be looked at of what is enumerated. */
export const sampled = <Case extends { title: string }>(cases: readonly Case[]): Case[] =>
  cases.filter(
    ({ title }, i) =>
      i % Number(settings.FAULT_STRIDE ?? 1) === 0 && title.includes(settings.FAULT_CASE ?? ''),
  );

const MINUTE_MS = 60_000;
/** Two attempts of which nobody knows the end are made once more, and then no more. */
const MAX_FAULTS = 4;
/** A new process takes as long as all the rest of a schedule: deaths are fewer here, and enumerated elsewhere. */
const ANY = [...faults, ...faults.filter((fault) => !fault.startsWith('kill'))] as readonly Fault[] as [
  Fault,
  ...Fault[],
];

/** About as many as the senders make in one morning. */
const MAX_REQUESTS = 40;

/** Half of all requests look into an empty shard: faults fall rather where something is at stake. */
const weightOf = ({ action, about }: Boundary) => (action === 'Query' && about === 'due' ? 0.3 : 3);

/** The schedule of faults of a seed, and whom it befalls. */
export function drawn(
  seed: number,
): Script & { holders: Kind[]; meanwhileTo(certificates: Certificate[]): Script['meanwhile'] } {
  const random = randomFrom(seed);
  const holders = Array.from({ length: 2 + random.below(3) }, () => random.oneOf(kinds));
  const share = 0.01 + random.next() * 0.06;
  const eventsAt = eventsOf(random, random.chance(0.3) ? 0.5 : 0);
  const stopping = random.chance(0.4) ? random.next() : undefined;
  const action = random.oneOf<Meanwhile['action']>(['revoke', 'unsubscribe']);
  const after = random.below(MAX_REQUESTS);
  let left = MAX_FAULTS;
  return {
    holders,
    schedules: random.chance(0.3) ? 2 : 1,
    mornings: random.chance(0.3) ? 2 : 1,
    interleave: random,
    eventsAt,
    meanwhileTo(certificates) {
      const mailed = certificates.filter((certificate) => certificate.mailed);
      const certificate = mailed[Math.floor((stopping ?? 0) * mailed.length)];
      return stopping === undefined || !certificate ? undefined : { action, certificate, after };
    },
    faultAt(boundary) {
      if (left === 0 || !random.chance(share * weightOf(boundary))) return undefined;
      left--;
      return random.oneOf(ANY);
    },
  };
}

/** Soon, late, twice, before our own write, the second before the first; where some are lost, both of a mail. */
function eventsOf(random: Random, share: number): Script['eventsAt'] {
  const lost = new Map<string, boolean>();
  return ({ claimId }, now) => {
    const never = lost.get(claimId) ?? random.chance(share);
    lost.set(claimId, never);
    if (never) return [];
    const arrives = () => now + (random.chance(0.3) ? 0 : random.below(5 * MINUTE_MS));
    return random.chance(0.2) ? [arrives(), arrives()] : [arrives()];
  };
}
