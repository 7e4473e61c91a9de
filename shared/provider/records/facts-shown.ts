import type { Column } from '#register/certificate/columns.ts';
import type { Fact } from '#register/certificate/credential.ts';

/** What the pages of a certificate show and ask for, each in its own order. */
export const recordFields = [
  'nameEn',
  'nameZh',
  'type',
  'number',
  'issuedOn',
  'expiresOn',
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
] as const satisfies Fact[];

export const renewedFacts = [
  'issuedOn',
  'expiresOn',
  'nameEn',
  'nameZh',
  'email',
  'language',
] as const satisfies Fact[];
