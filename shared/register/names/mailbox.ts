/**
 * Under how many addresses one inbox can be written to, nobody can tell for sure; these are the ways that everybody can use.
 * For limits alone: mail goes to the address as it was typed.
 */

const GMAIL = 'gmail.com';
const PROTON = 'proton.me';
const ALIASES: Record<string, string> = {
  'googlemail.com': GMAIL,
  'protonmail.com': PROTON,
  'protonmail.ch': PROTON,
  'pm.me': PROTON,
};
/** What these leave out of the name before the `@`. */
const IGNORED: Record<string, RegExp> = { [GMAIL]: /\./g, [PROTON]: /[._-]/g };

/** One spelling of all that lead to the same inbox: case, `+tag` everywhere, dots where the host ignores them, other names of the host. */
export function mailboxOf(email: string): string {
  const [local = '', domain = ''] = email.normalize('NFKC').toLowerCase().trim().split('@');
  const host = hostOf(domain);
  const name = (local.replace(/"/g, '').split('+')[0] ?? '').replace(IGNORED[host] ?? /$^/, '');
  return `${name}@${host}`;
}

function hostOf(domain: string): string {
  const host = domain.replace(/\.$/, '');
  return ALIASES[host] ?? host;
}

/** Where a great many people have their mail, in Hong Kong. */
const PUBLIC_HOSTS = new Set([
  GMAIL,
  PROTON,
  'hotmail.com',
  'outlook.com',
  'live.com',
  'live.hk',
  'msn.com',
  'yahoo.com',
  'yahoo.com.hk',
  'icloud.com',
  'me.com',
  'qq.com',
  '163.com',
  '126.com',
  'netvigator.com',
  'hkbn.net',
]);

/** Levels under which names are registered (`com.hk`, `org.uk`). */
const SECOND_LEVEL = new Set(['com', 'net', 'org', 'edu', 'gov', 'idv', 'co', 'ac']);

/** Whose mail servers are written to: the name that is registered, as who has one has every name below it. */
export function mailHostOf(email: string): { host: string; isPublic: boolean } {
  const labels = (mailboxOf(email).split('@')[1] ?? '').split('.');
  const own =
    labels.length > 2 && labels.at(-1)?.length === 2 && SECOND_LEVEL.has(labels.at(-2) ?? '') ? 3 : 2;
  const host = labels.slice(-own).join('.');
  return { host, isPublic: PUBLIC_HOSTS.has(host) };
}
