import type { Language } from '#register/certificate/credential.ts';
import type { Check } from '#register/certificate/verification.ts';
import { checkDetail } from '#web/messages/check-detail.ts';
import { checkMessages, outcomeMessages } from '#web/messages/verdict.ts';
import { OutcomeIcon } from '#web/ui/icons.tsx';

const tones: Record<Check['outcome'], string> = { pass: 'valid', fail: 'stop', unknown: 'plain' };

/** Every check with its outcome, and why where it did not pass; what could not be checked says so and is no pass. */
export function Checks({ checks, language }: { checks: readonly Check[]; language: Language }) {
  return (
    <ul class="checks">
      {checks.map((check) => {
        const detail = check.outcome === 'pass' ? undefined : checkDetail(check, language);
        return (
          <li class={tones[check.outcome]}>
            <OutcomeIcon outcome={check.outcome} />
            <span>
              {checkMessages[check.check][language]}
              {detail && <span class="small">{detail}</span>}
            </span>
            <b>{outcomeMessages[check.outcome][language]}</b>
          </li>
        );
      })}
    </ul>
  );
}
