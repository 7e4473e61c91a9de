import type { Language } from '#domain/credential';
import type { Check } from '#domain/verification';
import { OutcomeIcon } from '#functions/look/icons.tsx';
import { checkWords, outcomeWords, schemeWords } from '#words/verdict';

const tones: Record<Check['outcome'], string> = { pass: 'valid', fail: 'stop', unknown: 'plain' };

/** Every check with its outcome; what could not be checked says so and is no pass. */
export function Checks({ checks, language }: { checks: readonly Check[]; language: Language }) {
  return (
    <ul class="checks">
      {checks.map(({ check, outcome, detail }) => (
        <li class={tones[outcome]}>
          <OutcomeIcon outcome={outcome} />
          <span>
            {checkWords[check][language]}
            {detail?.schemes?.map((scheme) => (
              <span class="small">{schemeWords[scheme]?.[language] ?? scheme}</span>
            ))}
          </span>
          <b>{outcomeWords[outcome][language]}</b>
        </li>
      ))}
    </ul>
  );
}
