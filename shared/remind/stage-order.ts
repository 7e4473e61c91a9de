import { typeByCode } from '#register/catalogue/catalogue.ts';
import { type CivilDate, civilDate } from '#register/civil-date.ts';
import { recordedStage, reminderStages } from '#register/schedule/stages.ts';

interface OfStage {
  expiresOn: CivilDate;
  stage: string;
}

/** Before every issue date, so that no stage is left out. */
const EVER = civilDate.parse('1900-01-01');

/**
 * Compares what is on record for a certificate of the type `code`: by the last valid day that it was about, then by the
 * stages' own days. As text `-30` would come before `-90`.
 */
export function byStage(code: string): (a: OfStage, b: OfStage) => number {
  const plan = typeByCode(code)?.reminderPlan ?? 'none';
  const place = ({ stage, expiresOn }: OfStage) =>
    plan === 'none'
      ? -1
      : reminderStages(plan, code, EVER, expiresOn).findIndex(
          ({ id }) => recordedStage(id) === recordedStage(stage),
        );
  return (a, b) => (a.expiresOn === b.expiresOn ? place(a) - place(b) : a.expiresOn < b.expiresOn ? -1 : 1);
}
