import { isApprovedIssuer } from '#register/catalogue/recognition.ts';
import type { Match } from '#register/certificate/verdict.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { namesByScript } from '#register/names/names-by-script.ts';
import { type Declared, declaredNames } from '#watch/declared/declared.ts';
import { documentNames } from '#watch/messages/declared.ts';
import { certificateId, type Watched } from '#watch/watched-site.ts';
import type { BilingualText } from '#web/messages/verdict.ts';
import type { Coverage } from './coverage.ts';

/** A person who counts today, by the certificate that lasts longest. */
export interface FirstAider {
  /** In each script that is known, Latin first. */
  names: string[];
  isMasked: boolean;
  type: BilingualText;
  /** Of a certificate; somebody declared has none that the register knows. */
  number?: string;
  expiresOn: CivilDate | null;
}

/** A site as its page has it: each certificate with its verdict of today, and who is declared. */
export interface SitePeople {
  entries: { member: Watched; match: Match | undefined }[];
  declared: readonly Declared[];
  coverage: Coverage;
}

/** Those who count on a day: by certificates first, then whom the employer declared. */
export const firstAidersOn = (site: SitePeople, on: CivilDate): FirstAider[] => [
  ...withCertificates(site, on),
  ...declaredPeople(site, on),
];

function withCertificates({ entries, coverage }: SitePeople, on: CivilDate): FirstAider[] {
  const byCertificate = new Map(entries.map((entry) => [certificateId(entry.member), entry]));
  return coverage.people
    .filter((person) => person.countsOn(on))
    .flatMap(({ holdings }) => {
      const own = holdings.flatMap(({ credential }) => byCertificate.get(certificateId(credential)) ?? []);
      return firstAider(own) ?? [];
    });
}

/** Each who counts once, by the document that lasts longest. */
function declaredPeople({ declared, coverage }: SitePeople, on: CivilDate): FirstAider[] {
  return coverage.declared
    .filter((person) => person.countsOn(on))
    .flatMap(({ holdings }): FirstAider[] => {
      const own = declared.filter((one) => holdings.includes(one));
      const best = own.toSorted((a, b) => a.expiresOn.localeCompare(b.expiresOn)).at(-1);
      if (!best) return [];
      const { nameEn, nameZh } = declaredNames(best);
      const names = [nameEn, nameZh].filter((name) => name !== undefined);
      return [{ names, isMasked: false, type: documentNames[best.document], expiresOn: best.expiresOn }];
    });
}

/** In each script as the employer typed it for any of the certificates; else as the provider lets the register show it. */
function firstAider(own: SitePeople['entries']): FirstAider | undefined {
  const [best] = own
    .flatMap(({ match }) => (match && countsNow(match) ? [match] : []))
    .toSorted(longestFirst);
  if (!best) return undefined;
  const typed = own.flatMap(({ member: { name } }) => (name === undefined ? [] : namesByScript(name)));
  const said = [...typed, namesByScript(best.holder.name, best.holder.nameZh)];
  const names = (['nameEn', 'nameZh'] as const).flatMap(
    (script) => said.map((one) => one[script]).find((name) => name !== '') ?? [],
  );
  return {
    names,
    isMasked: names.some((name) => /[*＊]/.test(name)),
    type: best.type.name,
    number: best.number,
    expiresOn: best.expiresOn,
  };
}

const countsNow = ({ status, recognition }: Match) =>
  (status === 'valid' || status === 'expiringSoon') && recognition.some(isApprovedIssuer);

const longestFirst = (a: Match, b: Match) => (lastDay(a) < lastDay(b) ? 1 : -1);
const lastDay = ({ expiresOn }: Match) => expiresOn ?? '9999';
