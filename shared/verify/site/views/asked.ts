import type { CivilDate } from '#register/civil-date.ts';

/** What was asked, as far as the page asks it again. */
export interface Asked {
  number: string;
  /** What was looked up, where letters were read as figures. */
  readAs?: string | undefined;
  name?: string | undefined;
  issuer?: string | undefined;
  /** Only when a day was asked about by name. */
  on?: CivilDate | undefined;
  /** A day that is none, as it was typed. */
  typedDay?: string | undefined;
}
