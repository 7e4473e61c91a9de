import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { lateSentences, stageSentence } from '#remind/messages/reminder-stages.ts';
import type { CertificateNotice } from '#remind/reminder-notice.ts';
import { lateRenewal } from './late-renewal.ts';

/** What to do now: the sentence of the stage, until when renewing late is possible, and how the type is renewed. */
export function advice(
  { credential, expiresOn, stageId }: CertificateNotice,
  lang: Language,
  on: CivilDate,
): string[] {
  const type = typeByCode(credential.type);
  if (type === undefined) return [];
  const plan = type.reminderPlan;
  // What to do by the last valid day is no help after it; then the stage and the time for renewing late say all.
  const renewal = on <= expiresOn ? type.renewal[lang] : undefined;
  const late = plan === 'none' ? undefined : lateRenewal(plan, stageId, expiresOn);
  const sentences = [
    plan === 'none' ? undefined : stageSentence(plan, stageId, lang),
    late && lateSentences[late.plan][on > late.until ? 'over' : 'open'][lang](late.until),
    renewal,
  ];
  return sentences.filter((sentence) => sentence !== undefined);
}
