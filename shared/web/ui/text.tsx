import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { longDate } from '#web/messages/dates.ts';

/** A certificate number: tabular figures, on one line, smaller on a phone when it is long. */
export function CertificateNumber({ children: number }: { children: string }) {
  return (
    <span class={`num ${number.length > 34 ? 'endless' : number.length > 20 ? 'long' : ''}`}>{number}</span>
  );
}

export function Day({ on, language }: { on: CivilDate; language: Language }) {
  return (
    <time class="day" datetime={on}>
      {longDate(on, language)}
    </time>
  );
}
