import { catalogue } from '#domain/catalogue';
import { instant } from '#domain/civil-date';
import {
  type ApiKey,
  type Approval,
  approval,
  disclosurePolicies,
  provider as providerSchema,
} from '#domain/provider';
import type { RegistryOffice } from '#ports';
import { Misuse } from './misuse.ts';
import type { Options } from './options.ts';

type Command = (
  office: RegistryOffice,
  options: Options,
  rest: string[],
  now: Date,
) => Promise<{ text: string; data: unknown }>;

export const commands: Record<string, Command> = {
  async 'provider add'(office, options) {
    const parsed = providerSchema.safeParse({
      code: needed(options, 'code'),
      name: { en: needed(options, 'name-en'), 'zh-HK': needed(options, 'name-zh') },
      ...(options.contact && { contact: options.contact }),
      disclosure: options.disclosure ?? disclosurePolicies[0],
      approvals: (options.approve ?? []).map(approvalFrom),
    });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Misuse(`${issue?.path.join('.')}: ${issue?.message}`);
    }
    if ((await office.addProvider(parsed.data)) === 'exists') {
      throw new Misuse(`provider ${parsed.data.code} is there already`);
    }
    return { text: `added provider ${parsed.data.code}`, data: parsed.data };
  },

  async 'provider list'(office) {
    const providers = await office.listProviders();
    return {
      text: providers.map(({ code, name }) => `${code}\t${name.en}\t${name['zh-HK']}`).join('\n'),
      data: providers,
    };
  },

  async 'key issue'(office, options, _rest, now) {
    const code = await known(office, needed(options, 'provider'));
    const label = needed(options, 'label');
    const createdAt = instant.parse(now.toISOString());
    const { key, secret } = await office.issueKey({ provider: code, label, createdAt });
    return {
      text: `key ${key.keyId} for ${code}; it is shown this once:\n${secret}`,
      data: { id: key.keyId, key: secret, provider: code, label },
    };
  },

  async 'key list'(office, options) {
    const keys = await keysOf(office, options.provider);
    return {
      text: keys
        .map((key) =>
          [key.keyId, key.provider, key.label, key.createdAt, key.revokedAt ?? 'in use'].join('\t'),
        )
        .join('\n'),
      data: keys.map(({ keyId, ...rest }) => ({ id: keyId, ...rest })),
    };
  },

  async 'key revoke'(office, options, [id], now) {
    if (!id) throw new Misuse('which key? npm run admin -- key revoke ID (see key list)');
    const found = (await keysOf(office, options.provider)).find((key) => key.keyId === id);
    const outcome = found && (await office.revokeKey(found.provider, id, instant.parse(now.toISOString())));
    if (!outcome || outcome === 'not_found') throw new Misuse(`no key ${id} (see key list)`);
    return {
      text: `${outcome === 'revoked' ? 'revoked' : 'was revoked already:'} ${id}`,
      data: { id, outcome },
    };
  },
};

function needed(options: Options, name: 'code' | 'name-en' | 'name-zh' | 'provider' | 'label'): string {
  const value = options[name];
  if (!value) throw new Misuse(`--${name} is needed`);
  return value;
}

async function known(office: RegistryOffice, code: string): Promise<string> {
  if (!(await office.hasProvider(code))) throw new Misuse(`no provider ${code} (see provider list)`);
  return code;
}

async function keysOf(office: RegistryOffice, code: string | undefined): Promise<ApiKey[]> {
  const codes = code
    ? [await known(office, code)]
    : (await office.listProviders()).map((provider) => provider.code);
  return (await Promise.all(codes.map((each) => office.listKeys(each)))).flat();
}

/** `OFA:HK-509A-17-2-b-iii:2011-01-02` or with an end, `…:2024-12-31`. */
function approvalFrom(text: string): Approval {
  const [courseType, scheme, from, to] = text.split(':');
  const parsed = approval.safeParse({ scheme, courseType, from, ...(to && { to }) });
  const type = catalogue.find(({ code }) => code === courseType);
  if (!parsed.success || !type?.schemes.includes(parsed.data.scheme)) {
    throw new Misuse(`--approve ${text}: write TYPE:SCHEME:FROM or TYPE:SCHEME:FROM:TO, dates as 2011-01-02`);
  }
  return parsed.data;
}
