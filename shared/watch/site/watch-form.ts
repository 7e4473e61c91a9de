import { tidy } from '#register/names/holder-input.ts';
import { whyUnfitName } from '#register/names/unfit-name.ts';
import { type Needed, needed } from '#watch/coverage/coverage.ts';
import type { AskRefusal } from '#watch/messages/watch.ts';
import { readSite } from '#watch/watched-site.ts';

/** How first-aiders are counted: not at all, by a number, or one for each so many of a headcount. */
export const countings = ['none', 'number', '50', '100', '150'] as const;

/** What was typed of a site, to stand in the form again. */
export interface TypedSite {
  site: string;
  by: (typeof countings)[number];
  count: string;
}

type ReadSettings =
  | { ok: true; site: string; needed: Needed | undefined }
  | {
      ok: false;
      codes: Extract<AskRefusal, 'siteMissing' | 'siteTooLong' | 'siteUnfit' | 'needed'>[];
      typed: TypedSite;
    };

/** A site's name and number from the fields `site`, `by`, `count`; figures may be full-width. */
export function readSettings(form: Record<string, string>): ReadSettings {
  const typed = typedSite(form);
  const site = readSite(typed.site);
  const wanted = neededFrom(typed);
  if (site && wanted !== 'wrong') return { ok: true, site, needed: wanted };
  const ofSite = site ? [] : [whyNoSite(typed.site)];
  return { ok: false, codes: [...ofSite, ...(wanted === 'wrong' ? (['needed'] as const) : [])], typed };
}

function whyNoSite(typed: string): 'siteMissing' | 'siteTooLong' | 'siteUnfit' {
  const site = tidy(typed);
  if (!site) return 'siteMissing';
  return whyUnfitName(site) ? 'siteUnfit' : 'siteTooLong';
}

function typedSite(form: Record<string, string>): TypedSite {
  const { site = '', by, count = '' } = form;
  return { site, by: countings.find((known) => known === by) ?? 'none', count };
}

/** The fields that a site's settings came from. */
export function toTypedSite(site: string, wanted: Needed | undefined): TypedSite {
  if (wanted === undefined) return { site, by: 'none', count: '' };
  if (wanted.by === 'number') return { site, by: 'number', count: String(wanted.people) };
  const by = countings.find((known) => known === String(wanted.per)) ?? 'none';
  return { site, by, count: String(wanted.headcount) };
}

function neededFrom({ by, count }: TypedSite): Needed | undefined | 'wrong' {
  const plain = count.normalize('NFKC').replace(/[\s,]/g, '');
  if (by === 'none') return plain === '' ? undefined : 'wrong';
  if (!/^\d{1,6}$/.test(plain)) return 'wrong';
  const read = needed.safeParse(
    by === 'number'
      ? { by, people: Number(plain) }
      : { by: 'headcount', headcount: Number(plain), per: Number(by) },
  );
  return read.success ? read.data : 'wrong';
}
