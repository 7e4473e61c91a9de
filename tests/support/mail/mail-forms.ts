import { expect } from 'vitest';

/** That every piece of text and every link of the HTML stands in the plain text, and every line of that in the HTML. */
export function saidTwice({ html, text }: { html: string; text: string }): void {
  const pieces = shown(html);
  for (const piece of pieces) expect(squeezed(text)).toContain(squeezed(piece));
  for (const url of links(html)) expect(text).toContain(url);
  const all = squeezed(pieces.join('') + links(html).join(''));
  const lines = text.split('\n').map((line) => squeezed(line.replace(/^- /, '')));
  for (const line of lines.filter((each) => !/^-*$/.test(each))) expect(all).toContain(line);
}

/** Every address that the HTML links to, in order. */
export function links(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => decoded(url ?? ''));
}

const squeezed = (text: string) => text.replace(/\s/g, '');

/** Every piece of text that the HTML shows, in order. */
export function shown(html: string): string[] {
  const body = html.replace(/^.*<body[^>]*>/s, '');
  return body
    .split(/<[^>]*>/)
    .map(decoded)
    .filter((piece) => piece.trim() !== '');
}

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
