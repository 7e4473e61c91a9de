import type { Language } from '#register/certificate/credential.ts';
import type { Check } from '#register/certificate/verification.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { longDate } from './dates.ts';
import { schemeMessages } from './verdict.ts';

type Detail = NonNullable<Check['detail']>;

/** Why a check came out as it did, in one sentence; undefined when its outcome says all. */
export function checkDetail({ check, detail }: Check, language: Language): string | undefined {
  return detail && sentences[check]?.[language](detail, (on) => (on ? longDate(on, language) : ''));
}

type Sentence = (detail: Detail, day: (on: CivilDate | undefined) => string) => string;

const sentences: Partial<Record<Check['check'], Record<Language, Sentence>>> = {
  notRevoked: {
    en: ({ on }, day) => `Revoked on ${day(on)}.`,
    'zh-HK': ({ on }, day) => `已於${day(on)}撤銷。`,
  },
  notSuspended: {
    en: ({ on }, day) => `Suspended since ${day(on)}.`,
    'zh-HK': ({ on }, day) => `自${day(on)}起已被暫停。`,
  },
  notSuperseded: {
    en: ({ on, by }, day) => `Replaced by ${by?.number ?? 'a newer certificate'} on ${day(on)}.`,
    'zh-HK': ({ on, by }, day) => `已於${day(on)}由${by?.number ?? '新證書'}取代。`,
  },
  inForce: {
    en: ({ issuedOn, expiresOn }, day) =>
      expiresOn ? `From ${day(issuedOn)} through ${day(expiresOn)}.` : `From ${day(issuedOn)}.`,
    'zh-HK': ({ issuedOn, expiresOn }, day) =>
      expiresOn ? `由${day(issuedOn)}至${day(expiresOn)}（包括當日）。` : `由${day(issuedOn)}起。`,
  },
  recognisedOnIssue: {
    en: ({ schemes = [] }) => schemes.map((scheme) => schemeMessages[scheme]?.en ?? scheme).join(', '),
    'zh-HK': ({ schemes = [] }) =>
      schemes.map((scheme) => schemeMessages[scheme]?.['zh-HK'] ?? scheme).join('、'),
  },
};
