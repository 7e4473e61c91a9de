/** The fields of a credential as an upload has them (design.md §5), in the order in which problems are reported. */
export const columns = [
  'number',
  'type',
  'nameEn',
  'nameZh',
  'email',
  'language',
  'issuedOn',
  'expiresOn',
] as const;
export type Column = (typeof columns)[number];
