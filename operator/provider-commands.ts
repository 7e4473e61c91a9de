import { keyNoticesTo } from '#provider/write-key-notice.ts';
import { addApproval } from '#register/catalogue/approvals.ts';
import { type Approval, approval, disclosurePolicies, type Provider } from '#register/catalogue/provider.ts';
import { isReadTwoWays } from '#register/certificate-number.ts';
import { hongKongDay, instant } from '#register/civil-date.ts';
import { readEmail } from '#register/names/holder-input.ts';
import { line, orMisuse } from './approval-commands.ts';
import { type Command, change, existing, needed, readCourse, readProfile } from './asking.ts';
import { Misuse } from './misuse.ts';

export const providerCommands: Record<string, Command> = {
  async 'provider add'(repository, options) {
    const profile = readProfile({
      code: needed(options, 'code'),
      name: { en: needed(options, 'name-en'), 'zh-HK': needed(options, 'name-zh') },
      ...(options.contact && { contact: options.contact }),
      ...digestEmailOf(options['digest-email']),
      disclosure: options.disclosure ?? disclosurePolicies[0],
      approvals: (options.approve ?? [])
        .map(approvalFrom)
        .reduce<Approval[]>((ledger, added) => orMisuse(addApproval(ledger, added)).approvals, []),
    });
    const alike = (await repository.listProviders()).find(({ code }) => isReadTwoWays(code, profile.code));
    if (alike) {
      throw new Misuse(
        `--code ${profile.code}: numbers assigned to it could be read as those of ${alike.code}, with another type; choose another code`,
      );
    }
    if ((await repository.addProvider(profile)) === 'exists') {
      throw new Misuse(`provider ${profile.code} is there already`);
    }
    const isTold = keyNoticesTo(profile) !== undefined;
    return {
      text: `added provider ${profile.code}${isTold ? '' : `\nemails about its keys go to ${NOBODY_IS_TOLD}`}`,
      data: profile,
    };
  },

  async 'provider edit'(repository, options) {
    const code = needed(options, 'code');
    const { 'name-en': en, 'name-zh': zh, contact, 'digest-email': digestEmail, disclosure } = options;
    const keySignIn = readKeySignIn(options['key-sign-in']);
    if ([en, zh, contact, digestEmail, disclosure, keySignIn].every((value) => value === undefined)) {
      throw new Misuse(
        'nothing to change: give --name-en, --name-zh, --contact, --digest-email, --disclosure or --key-sign-in',
      );
    }
    const { profile } = await change(
      repository,
      code,
      ({ contact: before, digestEmail: sentTo, keySignIn: wasOff, protectedEmail, ...seen }) => {
        const toldBefore = keyNoticesTo({ protectedEmail, contact: before, digestEmail: sentTo });
        // An empty contact or address takes it away.
        const after = contact ?? before;
        const edited = readProfile({
          ...seen,
          name: { en: en ?? seen.name.en, 'zh-HK': zh ?? seen.name['zh-HK'] },
          ...(after && { contact: after }),
          ...digestEmailOf(digestEmail ?? sentTo),
          disclosure: disclosure ?? seen.disclosure,
          ...((keySignIn ?? wasOff) === 'off' && { keySignIn: 'off' }),
        });
        return { profile: { ...edited, ...protectedEmailOf(edited, { contact, digestEmail }, toldBefore) } };
      },
    );
    return { text: `changed provider ${code}\n${card(profile)}`, data: profile };
  },

  async 'provider show'(repository, options) {
    const profile = await existing(repository, needed(options, 'code'));
    return { text: card(profile), data: profile };
  },

  async 'provider remove'(repository, options, _rest, now, openColleagues) {
    const code = needed(options, 'code');
    const at = instant.parse(now.toISOString());
    const { profile } = await change(repository, code, ({ digestEmail: _, ...seen }) => ({
      profile: { ...seen, closedOn: seen.closedOn ?? hongKongDay(at) },
    }));
    // From now on none of them is taken, and none is issued: what is revoked here is all that there will ever be.
    const keys = (await repository.listKeys(code)).filter(({ revokedAt }) => !revokedAt);
    for (const { keyId } of keys) await repository.revokeKey(code, keyId, at);
    const colleagues = await openColleagues();
    const forgotten = await colleagues.list(code);
    for (const one of forgotten) await colleagues.forget(one);
    return {
      text: [
        `removed provider ${code}: ${keys.length} keys revoked, ${forgotten.length} colleagues deleted, its console closed, no more digests`,
        'Its certificates can still be verified, and their holders are reminded; its name and contact stay on them.',
        'Revoke what is not to be relied on before its keys are; approvals end with approval end.',
      ].join('\n'),
      data: {
        provider: profile,
        keysRevoked: keys.map(({ keyId }) => keyId),
        colleaguesDeleted: forgotten.length,
      },
    };
  },

  async 'provider list'(repository) {
    const providers = await repository.listProviders();
    return {
      text: providers.map(({ code, name }) => `${code}\t${name.en}\t${name['zh-HK']}`).join('\n'),
      data: providers,
    };
  },
};

/** Who gets the emails about keys that are issued and revoked in its name. */
export const NOBODY_IS_TOLD = 'nobody: set an email address with --contact or --digest-email';

/** With its domain as it is stored; what is no address stays, for the profile to refuse. */
function digestEmailOf(given: string | undefined): Pick<Provider, 'digestEmail'> {
  return given ? { digestEmail: readEmail(given.trim()) ?? given } : {};
}

/**
 * Whoever says here where to ask says who is told of keys, too: the first address that the operator gives. Where none is given,
 * the mail stays where it went, and goes to no address that a manager set; unless both are the operator's own now.
 */
function protectedEmailOf(
  edited: Provider,
  { contact, digestEmail }: { contact: string | undefined; digestEmail: string | undefined },
  toldBefore: string | undefined,
): Pick<Provider, 'protectedEmail'> {
  const given = keyNoticesTo({ contact, ...digestEmailOf(digestEmail) });
  const areBothGiven = contact !== undefined && digestEmail !== undefined;
  const told = given ?? (areBothGiven ? undefined : toldBefore);
  return told === undefined || keyNoticesTo(edited) === told ? {} : { protectedEmail: told };
}

function readKeySignIn(given: string | undefined): 'on' | 'off' | undefined {
  if (given === undefined || given === 'on' || given === 'off') return given;
  throw new Misuse('--key-sign-in is on or off');
}

function card({
  code,
  name,
  contact,
  digestEmail,
  protectedEmail,
  disclosure,
  keySignIn,
  closedOn,
  approvals,
}: Provider): string {
  const facts = [
    ['code', code],
    ['name', name.en],
    ['', name['zh-HK']],
    ['contact', contact ?? 'none'],
    ['digest to', digestEmail ?? 'nobody'],
    ['key emails', keyNoticesTo({ protectedEmail, contact, digestEmail }) ?? NOBODY_IS_TOLD],
    ['disclosure', disclosure],
    ...(keySignIn === 'off' ? [['key sign-in', 'off']] : []),
    ...(closedOn ? [['removed', `on ${closedOn}`]] : []),
    ...(approvals.length ? approvals.map(line) : ['none']).map((text, i) => [i ? '' : 'approvals', text]),
  ];
  return facts.map(([fact = '', value]) => `${fact.padEnd(12)}${value}`).join('\n');
}

/** `OFA:HK-509A-17-2-b-iii:2011-01-02` or with an end, `…:2024-12-31`. */
function approvalFrom(text: string): Approval {
  const [courseType = '', scheme = '', from, to, ...more] = text.split(':');
  const parsed = approval.safeParse({ scheme, courseType, from, ...(to && { to }) });
  if (!parsed.success || more.length) {
    throw new Misuse(`--approve ${text}: write TYPE:SCHEME:FROM or TYPE:SCHEME:FROM:TO, dates as 2011-01-02`);
  }
  readCourse(courseType, scheme);
  return parsed.data;
}
