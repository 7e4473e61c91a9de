import { languages } from '#register/certificate/credential.ts';
import { indexedPaths } from '#web/http/indexed.ts';

/** Nothing is forbidden: a page that must not be found says so itself (X-Robots-Tag), which only who reads it can know. */
export const robotsTxt = (base: string): string =>
  ['User-agent: *', 'Allow: /', `Sitemap: ${base}/sitemap.xml`, ''].join('\n');

/** The pages that may be found, in both languages (sitemaps.org). */
export function sitemapXml(base: string): string {
  const urls = indexedPaths.flatMap((path) =>
    languages.map((language) => {
      const others = languages.map(
        (other) => `<xhtml:link rel="alternate" hreflang="${other}" href="${base}${path}?lang=${other}"/>`,
      );
      return `<url><loc>${base}${path}?lang=${language}</loc>${others.join('')}</url>`;
    }),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...urls,
    '</urlset>',
    '',
  ].join('\n');
}
