import { erasePerson, lookUpPerson } from '#holder/person/erase-person.ts';
import { type FindPersonDeps, findPerson } from '#holder/person/find-person.ts';
import type { Held } from '#holder/person/held.ts';
import { ownCopy } from '#holder/person/own-copy.ts';
import type { Person } from '#holder/person/person.ts';
import type { BegunErasures, PersonStore } from '#holder/person/ports.ts';
import { createAddressChanges } from '#holder/store/address-changes.ts';
import { createBegunErasures } from '#holder/store/begun-erasures.ts';
import { createPersonStore } from '#holder/store/person-store.ts';
import { valuesEver } from '#register/certificate/values-ever.ts';
import { type Instant, instant } from '#register/civil-date.ts';
import { createCredentialFinder } from '#storage/credentials/credential-finder.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { createUnconfirmedMail } from '#storage/unconfirmed-mail.ts';
import type { Command } from './asking.ts';
import { Misuse } from './misuse.ts';
import type { Options } from './options.ts';
import { forgetLocalMails, readPepper, tableName, uploadBucket } from './target.ts';

/** A person's data (Cap. 486): what is held, a copy of it, and an end to it (docs/decisions/031). */
export const holderCommands: Record<string, Command> = {
  async 'holder show'(_repository, options, rest, now) {
    const { store, person } = await open(options, rest, now);
    const held = await lookUpPerson({ store }, person, at(now));
    return { text: table(held), data: held.map(({ kind, which }) => ({ kind, which })) };
  },

  async 'holder export'(_repository, options, rest, now) {
    const { store, person } = await open(options, rest, now);
    const held = await lookUpPerson({ store }, person, at(now));
    const copy = {
      asOf: at(now),
      held: held.map(({ kind, which, data }) => ({ kind, which, data: ownCopy(person, data) })),
    };
    return { text: JSON.stringify(copy, null, 2), data: copy };
  },

  async 'holder erase'(_repository, options, rest, now) {
    const { store, erasures, person } = await open(options, rest, now);
    const { erased, kept, left } = await erasePerson({ store, erasures }, person, at(now));
    const mails = options.stage === undefined ? await forgetLocalMails(textsOf(person)) : 0;
    if (left.length > 0) throw new Misuse(`this would not go; run it again:\n${table(left)}`);
    const said = [
      erased.length > 0 ? `erased\n${table(erased)}` : 'there was nothing to erase',
      ...(kept.length > 0 ? [`kept\n${table(kept)}`] : []),
      ...(mails > 0 ? [`${mails} emails taken out of the local inbox`] : []),
      'What waits in a queue may still name them: see docs/personal-data.md.',
    ];
    const counted = (all: readonly Held[]) => all.map(({ kind, which }) => ({ kind, which }));
    return { text: said.join('\n'), data: { erased: counted(erased), kept: counted(kept) } };
  },
};

const at = (now: Date): Instant => instant.parse(now.toISOString());

interface Opened {
  store: PersonStore;
  erasures: BegunErasures;
  person: Person;
}

async function open(options: Options, [who]: string[], now: Date): Promise<Opened> {
  if (!who) throw new Misuse('whose? give a certificate number or an email address');
  const { stage, provider, everyone } = options;
  const name = await tableName(stage);
  const registry = createTable(name);
  const pepper = createPepper(await readPepper(stage));
  const erasures = createBegunErasures(registry);
  // Nothing is asked for here.
  const noMail = createUnconfirmedMail(registry, pepper, { aDay: 0, purpose: 'address' });
  const deps: FindPersonDeps = {
    erasures,
    changes: createAddressChanges(registry, noMail),
    clock: () => at(now),
    finder: createCredentialFinder(registry),
    credentials: createCredentialStore(registry, pepper),
    holders: createHolderIndex(registry, pepper),
  };
  const person = await personFrom(deps, { who, provider, everyone });
  const bucket = await uploadBucket(stage);
  return { store: createPersonStore(registry, { tableName: name, bucket }), erasures, person };
}

async function personFrom(deps: FindPersonDeps, asked: Parameters<typeof findPerson>[1]): Promise<Person> {
  const found = await findPerson(deps, asked);
  if (found.ok) return found.person;
  switch (found.code) {
    case 'notFound':
      throw new Misuse(`no certificate ${asked.who}`);
    case 'severalProviders':
      throw new Misuse(`several providers use this number: give --provider ${found.providers.join(' or ')}`);
    case 'severalPersons':
      throw new Misuse(
        `several persons share this address: give a number of one of them, or --everyone\n${found.numbers
          .map((own) => own.join(', '))
          .join('\n')}`,
      );
  }
}

function table(held: readonly Held[]): string {
  const width = Math.max(0, ...held.map(({ kind }) => kind.length));
  return held.map(({ kind, which }) => `  ${kind.padEnd(width)}  ${which}`).join('\n') || '  nothing';
}

/** A name of two Latin letters would take out half of the inbox. */
const textsOf = ({ addresses, credentials }: Person): string[] =>
  [
    ...addresses,
    ...credentials.flatMap((one) => [...valuesEver(one, 'nameEn'), ...valuesEver(one, 'nameZh')]),
  ].filter((text) => text.length >= 3 || /\p{Script=Han}{2}/u.test(text));
