import { expect } from 'vitest';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * That an answer is as it was agreed to be, in a file that a person can read. Who changes a page runs the test with `-u`
 * and reads the difference. Left out are what differs from run to run, looks, which only eyes see, and the frame that
 * all pages of a site have, but for its title.
 */
export async function asKept(name: string, { status, headers, text }: Answer): Promise<void> {
  const told = ['content-type', 'content-disposition', 'location', 'allow', 'retry-after', 'cache-control']
    .map((header) => [header, headers.get(header)])
    .flatMap(([header, value]) => (value === null ? [] : [`${header}: ${value}`]));
  const title = /<title>.*?<\/title>/s.exec(text)?.[0];
  const main = /<main.*<\/main>/s.exec(text)?.[0];
  const page = readable(main === undefined ? text : `${title}\n${main}`);
  const kept = [`${status}`, ...told, '', page].join('\n');
  await expect(withoutChance(kept)).toMatchFileSnapshot(`./kept/${name}.txt`);
}

/** A tag a line, and none of its looks. */
export const readable = (text: string) =>
  text
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/ style="[^"]*"/g, '')
    .replaceAll(/></g, '>\n<')
    .replaceAll('\r\n', '\n')
    .replace(/^\uFEFF/, '');

/** Ids, keys and signed tokens are other ones in each run. */
const withoutChance = (text: string) =>
  text
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<id>')
    .replaceAll(/\b(?:[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{32})\b/g, '<id>')
    .replaceAll(/\bck_[\w-]+/g, '<key>')
    .replaceAll(/\b\d{17}-[\w-]+/g, '<order>')
    .replaceAll(/(?:\b\d\.)?[\w-]{40,}(\.[\w-]+)?/g, '<token>');
