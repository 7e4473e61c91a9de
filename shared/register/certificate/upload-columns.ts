import { factNames } from './credential.ts';

/** The number and the facts of a credential, as an upload has them (design.md §5), in the order in which problems are reported. */
export const columns = ['number', ...factNames] as const;
export type Column = (typeof columns)[number];
