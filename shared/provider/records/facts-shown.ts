import type { Fact } from '#register/certificate/credential.ts';
import type { Column } from '#register/certificate/upload-columns.ts';

/** What the pages of a certificate show and ask for, each in its own order. */
export const recordFields = [
  'nameEn',
  'nameZh',
  'type',
  'number',
  'issuedOn',
  'expiresOn',
  'courseSession',
  'email',
  'language',
] as const satisfies Column[];

export const correctedFacts = [
  'nameEn',
  'nameZh',
  'email',
  'language',
  'type',
  'issuedOn',
  'expiresOn',
  'courseSession',
] as const satisfies Fact[];

export const renewedFacts = [
  'issuedOn',
  'expiresOn',
  'courseSession',
  'nameEn',
  'nameZh',
  'email',
  'language',
] as const satisfies Fact[];

/** Of these a form says that they may be left empty; of the names one is enough, which it says beside them. */
export const optionalFacts = ['email', 'courseSession'] as const satisfies Fact[];
