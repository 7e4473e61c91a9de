import { endInvitations } from '#provider/colleagues/end-invitations.ts';
import { keyNoticesTo } from '#provider/write-key-notice.ts';
import type { Colleague } from '#register/catalogue/colleague.ts';
import { issuedWith, letInBy } from '#register/catalogue/issued-keys.ts';
import type { ApiKey } from '#register/catalogue/provider.ts';
import { revokeKeys } from '#register/change/revoke-keys.ts';
import { instant } from '#register/civil-date.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import { type Command, existing, needed } from './asking.ts';
import { Misuse } from './misuse.ts';
import { NOBODY_IS_TOLD } from './provider-commands.ts';

export const keyCommands: Record<string, Command> = {
  async 'key issue'(repository, options, _rest, now) {
    const provider = await existing(repository, needed(options, 'provider'));
    const { code, closedOn } = provider;
    if (closedOn) throw new Misuse(`provider ${code} was removed on ${closedOn}`);
    const label = needed(options, 'label');
    const createdAt = instant.parse(now.toISOString());
    const { key, secret } = await repository.issueKey({
      provider: code,
      label,
      createdAt,
      issuedBy: 'operator',
    });
    return {
      text: [
        `key ${key.keyId} for ${code}; it is shown this once:`,
        secret,
        ...(keyNoticesTo(provider) ? [] : [`emails about its keys go to ${NOBODY_IS_TOLD}`]),
      ].join('\n'),
      data: { id: key.keyId, key: secret, provider: code, label },
    };
  },

  async 'key list'(repository, options) {
    const keys = await keysOf(repository, options.provider);
    return {
      text: keys
        .map((key) =>
          [
            key.keyId,
            key.provider,
            key.label,
            key.createdAt,
            `issued by ${key.issuedBy ?? 'unknown'}`,
            key.revokedAt ?? 'in use',
          ].join('\t'),
        )
        .join('\n'),
      data: keys.map(({ keyId, ...rest }) => ({ id: keyId, ...rest })),
    };
  },

  async 'key revoke'(repository, options, [id], now, openColleagues) {
    if (!id) throw new Misuse('which key? npm run admin -- key revoke ID (see key list)');
    const found = (await keysOf(repository, options.provider)).find((key) => key.keyId === id);
    if (!found) throw new Misuse(`no key ${id} (see key list)`);
    const [{ provider }, withIssued, at] = [found, options['with-issued'], instant.parse(now.toISOString())];
    const { outcome, issued } = await revokeKeys(repository, { provider, keyId: id, withIssued, at });
    const colleagues = await openColleagues();
    const keys = await repository.listKeys(provider);
    // Also of those that were revoked before, as when this was asked once and broke off.
    const senders = [id, ...(withIssued ? issuedWith(keys, id).map(({ keyId }) => keyId) : [])];
    const invitationsEnded = await endInvitations({ colleagues }, { provider, senders, by: 'operator', at });
    const letIn = withIssued
      ? letInBy({ keys, colleagues: await colleagues.list(provider) }, id, { at })
      : [];
    return {
      text: [
        `${outcome === 'revoked' ? 'revoked' : 'was revoked already:'} ${id}`,
        ...issued.map((other) => `revoked ${other}, which it issued`),
        `invitations ended, which nobody had accepted: ${invitationsEnded}`,
        ...letIn.map(whoStays),
      ].join('\n'),
      data: {
        id,
        outcome,
        invitationsEnded,
        ...(withIssued && { issued, letIn: letIn.map(({ colleagueId }) => colleagueId) }),
      },
    };
  },
};

/** Of who joined on the invitation of a key or a colleague, and how they and what they issued go too. */
export const whoStays = ({ colleagueId, name, role, provider }: Colleague): string =>
  `${colleagueId} (${role}, ${name}) joined on its invitation and stays: colleague remove ${colleagueId} --provider ${provider} --with-issued`;

async function keysOf(repository: ProviderRepository, code: string | undefined): Promise<ApiKey[]> {
  const providers = code ? [await existing(repository, code)] : await repository.listProviders();
  return (await Promise.all(providers.map((provider) => repository.listKeys(provider.code)))).flat();
}
