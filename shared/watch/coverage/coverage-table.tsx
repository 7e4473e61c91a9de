import type { Language } from '#register/certificate/credential.ts';
import { addDays, type CivilDate } from '#register/civil-date.ts';
import { configuredNumber, coverageMessages } from '#watch/messages/coverage.ts';
import { type Coverage, countAll } from './coverage.ts';

/** So many rows are shown at once, and so printed; of more only who asks. */
const SHORT_TABLE = 12;

/** The chart's numbers for those who cannot see it, or want them exactly. */
export function CoverageTable(props: {
  steps: Coverage['steps'];
  needed: number | undefined;
  to: CivilDate;
  language: Language;
}) {
  const { steps, needed, to, language } = props;
  const isDeclared = steps.some(({ declared }) => declared !== undefined);
  return (
    <details open={steps.length <= SHORT_TABLE}>
      <summary>{coverageMessages.table[language]}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{coverageMessages.days[language]}</th>
            <th scope="col" class="figure">
              {coverageMessages[isDeclared ? 'verified' : 'people'][language]}
            </th>
            {isDeclared && (
              <th scope="col" class="figure">
                {coverageMessages.declared[language]}
              </th>
            )}
            {needed !== undefined && <th scope="col">{configuredNumber(needed, language)}</th>}
          </tr>
        </thead>
        <tbody>
          {steps.map((step, i) => {
            const { from, people, declared = 0 } = step;
            const next = steps[i + 1]?.from;
            const isShort = needed !== undefined && countAll(step) < needed;
            return (
              <tr>
                <th scope="row">
                  <span class="day">
                    {from} {coverageMessages.through[language]}
                  </span>{' '}
                  <span class="day">{next ? addDays(next, -1) : to}</span>
                </th>
                <td class="figure">{people}</td>
                {isDeclared && <td class="figure">{declared}</td>}
                {needed !== undefined && (
                  <td class={isShort ? 'fewer' : undefined}>
                    {coverageMessages[isShort ? 'falls' : 'meets'][language]}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
