import type { MailHeader } from './ses-events.ts';

/** What is needed of a SendRawEmail request in SES's query protocol. */
export interface SendRequest {
  source: string;
  destination: string[];
  configurationSet: string | undefined;
  tags: Record<string, string[]>;
  /** The header lines of the mail, unfolded. */
  headers: MailHeader[];
}

export function readSendRequest(asked: URLSearchParams): SendRequest {
  const headers = headersOf(asked.get('RawMessage.Data') ?? '');
  const header = (wanted: string) => headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';
  const destination = members(asked, 'Destinations').map(({ '': address = '' }) => address);
  return {
    source: asked.get('Source') ?? header('from'),
    destination: destination.length > 0 ? destination : header('to').split(/\s*,\s*/),
    configurationSet: asked.get('ConfigurationSetName') ?? undefined,
    tags: Object.fromEntries(members(asked, 'Tags').map(({ Name = '', Value = '' }) => [Name, [Value]])),
    headers,
  };
}

/** The members of a list in a request: `Tags.member.1.Name` is `Name` of the first, `Destinations.member.1` is its ''. */
function members(asked: URLSearchParams, list: string): Record<string, string>[] {
  const found: Record<string, string>[] = [];
  for (const [name, value] of asked) {
    const [, index = '', field = ''] =
      new RegExp(`^${list}\\.member\\.(\\d+)(?:\\.(\\w+))?$`).exec(name) ?? [];
    if (index !== '') found[Number(index)] = { ...found[Number(index)], [field]: value };
  }
  return found.filter((member) => member !== undefined);
}

/** The header lines of a mail in base64, unfolded. */
function headersOf(data: string): MailHeader[] {
  const [head = ''] = Buffer.from(data, 'base64')
    .toString('utf8')
    .split(/\r?\n\r?\n/, 1);
  return head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [{ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }];
    });
}
