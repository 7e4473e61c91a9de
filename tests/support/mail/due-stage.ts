import { NOTHING_KNOWN } from '#mail/address-state.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { Registered } from '#register/ports/register.ts';
import type { DueStage } from '#remind/reminder-record.ts';

/** A stage that is due on that day, of an address of which nothing is known. */
export const dueStage = (
  seen: Registered,
  stage: string,
  on: CivilDate,
  more: Partial<DueStage> = {},
): DueStage => ({ seen, stage, on, mailState: NOTHING_KNOWN, urgent: true, ...more });
