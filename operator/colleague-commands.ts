import { changeColleague } from '#provider/colleagues/change-colleague.ts';
import { endInvitations } from '#provider/colleagues/end-invitations.ts';
import { type InviteRefusal, inviteColleague } from '#provider/colleagues/invite-colleague.ts';
import { resetSignIn } from '#provider/colleagues/reset-sign-in.ts';
import { type Actor, type Colleague, isColleague, roles } from '#register/catalogue/colleague.ts';
import { issuedWith, letInBy } from '#register/catalogue/issued-keys.ts';
import { revokeIssued } from '#register/change/revoke-keys.ts';
import { type Instant, instant } from '#register/civil-date.ts';
import { type Command, existing, needed } from './asking.ts';
import { whoStays } from './key-commands.ts';
import { Misuse } from './misuse.ts';

const OPERATOR = 'operator';

/** The people of a provider who sign in to its console by email: its first manager comes from here. */
export const colleagueCommands: Record<string, Command> = {
  async 'colleague add'(repository, options, _rest, now, openColleagues) {
    const { code, closedOn } = await existing(repository, needed(options, 'provider'));
    if (closedOn) throw new Misuse(`provider ${code} was removed on ${closedOn}`);
    const role = roles.find((one) => one === needed(options, 'role'));
    if (!role) throw new Misuse(`--role is one of ${roles.join(', ')}`);
    const invited = await inviteColleague(
      { colleagues: await openColleagues(), newId: () => crypto.randomUUID() },
      {
        provider: code,
        email: needed(options, 'email'),
        name: needed(options, 'name'),
        role,
        invitedBy: OPERATOR,
        at: at(now),
      },
    );
    if (!invited.ok) {
      const { email, name } = invited.problems;
      throw new Misuse([email, name].flatMap((one) => (one ? refusals[one] : [])).join('\n'));
    }
    const { colleagueId } = invited;
    return {
      text: `invited ${colleagueId} to ${code} as ${role}; the email tells how to sign in, within 14 days`,
      data: { id: colleagueId, provider: code, role },
    };
  },

  async 'colleague list'(repository, options, _rest, now, openColleagues) {
    const { code } = await existing(repository, needed(options, 'provider'));
    const all = await (await openColleagues()).list(code);
    return {
      text: all.map((one) => line(one, at(now))).join('\n'),
      data: all.map(({ colleagueId, ...rest }) => ({ id: colleagueId, ...rest })),
    };
  },

  async 'colleague remove'(repository, options, [id], now, openColleagues) {
    const { code } = await existing(repository, needed(options, 'provider'));
    const by: Actor = { provider: code, keyId: OPERATOR, role: 'manager' };
    const colleagues = await openColleagues();
    const colleagueId = asked(id);
    const change = { colleagueId, to: 'removed', by, at: at(now) } as const;
    const outcome = await changeColleague({ colleagues }, change);
    const all = await colleagues.list(code);
    // What they issued may be noticed when they are removed already.
    const isKnown = options['with-issued'] && all.some((one) => one.colleagueId === colleagueId);
    if (outcome === 'notFound' && !isKnown) throw new Misuse(`no colleague ${id} (see colleague list)`);
    const issued = options['with-issued']
      ? await revokeIssued(repository, { provider: code, keyId: colleagueId, at: at(now) })
      : [];
    const keys = await repository.listKeys(code);
    const theirs = issuedWith(keys, colleagueId);
    if (options['with-issued'])
      await endInvitations(
        { colleagues },
        { provider: code, senders: theirs.map(({ keyId }) => keyId), by: OPERATOR, at: at(now) },
      );
    const inUse = theirs.filter(({ revokedAt }) => !revokedAt);
    const letIn = letInBy({ keys, colleagues: all }, colleagueId, { at: at(now) });
    return {
      text: [
        `${outcome === 'done' ? 'removed' : 'was removed already:'} ${id}: signed out, the address is deleted; the name stays in the history for three years`,
        ...issued.map((keyId) => `revoked ${keyId}, which they issued`),
        ...inUse.map(
          ({ keyId, label }) =>
            `key ${keyId} (${label}), which they issued, stays in use: colleague remove ${id} --provider ${code} --with-issued`,
        ),
        ...letIn.map(whoStays),
      ].join('\n'),
      data: {
        id,
        issued,
        keysInUse: inUse.map(({ keyId }) => keyId),
        letIn: letIn.map((one) => one.colleagueId),
      },
    };
  },

  async 'colleague reset'(repository, options, [id], now, openColleagues) {
    const { code } = await existing(repository, needed(options, 'provider'));
    const by = { provider: code, keyId: OPERATOR };
    const colleagues = await openColleagues();
    if ((await resetSignIn({ colleagues }, { colleagueId: asked(id), by, at: at(now) })) !== 'done')
      throw new Misuse(`no colleague ${id} (see colleague list)`);
    return {
      text: `removed the passkeys and codes of ${id}: a link in an email signs them in, until they add others`,
      data: { id },
    };
  },

  async 'colleague erase'(repository, options, [id], _now, openColleagues) {
    const { code } = await existing(repository, needed(options, 'provider'));
    const colleagues = await openColleagues();
    const found = await colleagues.find(code, asked(id));
    if (!found) throw new Misuse(`no colleague ${id} (see colleague list)`);
    await colleagues.forget(found);
    return {
      text: `erased ${id}: signed out, name and address are deleted; the history says "a former colleague"`,
      data: { id },
    };
  },
};

const at = (now: Date): Instant => instant.parse(now.toISOString());

function asked(id: string | undefined): string {
  if (!id) throw new Misuse('which colleague? give the id (see colleague list)');
  return id;
}

function line(one: Colleague, now: Instant): string {
  const state = one.removedAt ? `removed ${one.removedAt}` : isColleague(one, now) ? 'in use' : 'not taken';
  return [one.colleagueId, one.role, one.name, one.email ?? '', one.joinedAt ?? 'invited', state].join('\t');
}

const refusals: Record<InviteRefusal, string> = {
  invalidEmail: '--email: one email address, such as office@example.com',
  invalidName: '--name: letters, at most 100 characters',
  identityInName: '--name: without an identity card number',
  exists: 'a colleague with this address is there already (see colleague list)',
  tooMany: 'the provider has 200 colleagues already',
  usedUp: 'too many emails to this address today',
  noMoreMail: 'no more such emails today',
};
