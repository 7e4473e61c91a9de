import type { Language } from '#register/certificate/credential.ts';
import { addDays, type CivilDate, daysBetween } from '#register/civil-date.ts';
import { configuredNumber, coverageMessages, notChecked } from '#watch/messages/coverage.ts';
import { coverageSentence } from '#watch/messages/watch-coverage.ts';
import { shortDate } from '#web/messages/dates.ts';
import { type Coverage, countAll } from './coverage.ts';
import { CoverageTable } from './coverage-table.tsx';

interface ChartProps {
  coverage: Coverage;
  /** The range's last day; its first one is the first step's. */
  to: CivilDate;
  today: CivilDate;
  language: Language;
}

/** Heights in pixels: the mark's label above, the months and today's mark below. */
const TOP = 44;
const BASELINE = 156;
/** A number is written on a step that is at least so wide, in percent of the whole; the table has them all. */
const NARROW = 5;

/** How many people count on each day of a range: a sentence, a chart, and a table with the same numbers. */
export function CoverageChart({ coverage, to, today, language }: ChartProps) {
  const { needed, steps, unknown } = coverage;
  return (
    <figure class="coverage">
      <figcaption>{coverageMessages.chart[language]}</figcaption>
      <p>{coverageSentence(coverage, language)}</p>
      {unknown.length > 0 && <p>{notChecked(unknown.length, language)}</p>}
      <Timeline coverage={coverage} to={to} today={today} language={language} />
      <Key
        needed={needed}
        isShort={coverage.shortFrom !== null}
        isDeclared={steps.some(({ declared }) => declared !== undefined)}
        language={language}
      />
      <CoverageTable steps={steps} needed={needed} to={to} language={language} />
      <p class="small">{coverageMessages.whoCounts[language]}</p>
    </figure>
  );
}

function Timeline({ coverage, to, today, language }: ChartProps) {
  const { needed, steps, shortFrom } = coverage;
  const from = steps[0]?.from ?? today;
  const days = daysBetween(from, to) + 1;
  const x = (on: CivilDate) => (100 * daysBetween(from, on)) / days;
  const most = Math.max(1, needed ?? 0, ...steps.map(countAll));
  const y = (people: number) => BASELINE - Math.round(((BASELINE - TOP) * people) / most);
  return (
    <svg role="img" aria-labelledby="coverage-title" aria-describedby="coverage-desc">
      <title id="coverage-title">{coverageMessages.chart[language]}</title>
      <desc id="coverage-desc">{coverageSentence(coverage, language)}</desc>
      <Hatching />
      {steps.map((step, i) => {
        const { from: begin, people: verified, declared } = step;
        const people = countAll(step);
        const next = steps[i + 1]?.from ?? addDays(to, 1);
        const [left, right] = [x(begin), x(next)];
        const isShort = needed !== undefined && people < needed;
        return (
          <>
            <rect
              class={isShort ? 'short-of' : 'bar-of'}
              x={percent(left)}
              y={y(people)}
              width={percent(right - left)}
              height={BASELINE - y(people)}
            />
            {declared !== undefined && (
              <rect
                class="declared-of"
                x={percent(left)}
                y={y(people)}
                width={percent(right - left)}
                height={y(verified) - y(people)}
              />
            )}
            <line
              class={isShort ? 'short-top' : 'top'}
              x1={percent(left)}
              x2={percent(right)}
              y1={y(people)}
              y2={y(people)}
            />
            {right - left >= NARROW && (
              <text x={percent((left + right) / 2)} y={y(people) - 7} text-anchor="middle">
                {declared === undefined ? people : `${verified}+${declared}`}
              </text>
            )}
          </>
        );
      })}
      {needed !== undefined && <line class="needed" x1="0" x2="100%" y1={y(needed)} y2={y(needed)} />}
      <line class="axis" x1="0" x2="100%" y1={BASELINE} y2={BASELINE} />
      {labelledMonths(from, to)
        .filter((on) => Math.abs(x(on) - 50) < 42)
        .map((on) => (
          <>
            <line class="axis" x1={percent(x(on))} x2={percent(x(on))} y1={BASELINE} y2={BASELINE + 5} />
            <text x={percent(x(on))} y={BASELINE + 19} text-anchor="middle">
              {on.slice(0, 7)}
            </text>
          </>
        ))}
      {from <= today && today <= to && (
        <Mark kind="now" x={x(today)} label={coverageMessages.today[language]} />
      )}
      {shortFrom && <Mark kind="first-short" x={x(shortFrom)} label={shortDate(shortFrom, language)} />}
    </svg>
  );
}

/** An upright line with its label: the first short day's above, today's below the months, so that they never meet. */
function Mark({ kind, x, label }: { kind: 'now' | 'first-short'; x: number; label: string }) {
  const isNow = kind === 'now';
  return (
    <>
      <line
        class={kind}
        x1={percent(x)}
        x2={percent(x)}
        y1={isNow ? TOP : 20}
        y2={isNow ? BASELINE + 24 : BASELINE}
      />
      <text
        class={isNow ? undefined : 'short-label'}
        x={percent(x)}
        y={isNow ? BASELINE + 39 : 14}
        text-anchor={anchorAt(x)}
      >
        {isNow ? `▲ ${label}` : `▼ ${label}`}
      </text>
    </>
  );
}

/** Too few is told by stripes, not by colour alone. */
function Hatching() {
  return (
    <defs>
      <pattern
        id="coverage-short"
        width="8"
        height="8"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect class="hatch" width="8" height="8" />
        <line class="hatched" x1="0" x2="0" y1="0" y2="8" />
      </pattern>
    </defs>
  );
}

function Key({
  needed,
  isShort,
  isDeclared,
  language,
}: {
  needed: number | undefined;
  isShort: boolean;
  isDeclared: boolean;
  language: Language;
}) {
  return (
    <ul class="key">
      <li>
        <svg aria-hidden="true" focusable="false">
          <rect class="bar-of" width="28" height="14" />
          <line class="top" x1="0" x2="28" y1="1.5" y2="1.5" />
        </svg>
        {coverageMessages.counted[language]}
      </li>
      {isDeclared && (
        <li>
          <svg aria-hidden="true" focusable="false">
            <rect class="declared-of" width="28" height="14" />
          </svg>
          {coverageMessages.declared[language]}
        </li>
      )}
      {isShort && (
        <li>
          <svg aria-hidden="true" focusable="false">
            <rect class="short-of" width="28" height="14" />
            <line class="short-top" x1="0" x2="28" y1="1.5" y2="1.5" />
          </svg>
          {coverageMessages.fewer[language]}
        </li>
      )}
      {needed !== undefined && (
        <li>
          <svg aria-hidden="true" focusable="false">
            <line class="needed" x1="0" x2="28" y1="7" y2="7" />
          </svg>
          {configuredNumber(needed, language)}
        </li>
      )}
    </ul>
  );
}

const percent = (x: number) => `${Math.round(x * 100) / 100}%`;

/** A mark's label stays within the chart, also on a phone. */
const anchorAt = (x: number) => (x < 20 ? 'start' : x > 80 ? 'end' : 'middle');

/** The first days of months in the range, so far from each other that five labels at most stand side by side on a phone. */
function labelledMonths(from: CivilDate, to: CivilDate): CivilDate[] {
  const firsts: CivilDate[] = [];
  for (let on = from; on <= to; on = addDays(on, 1)) if (on.endsWith('-01')) firsts.push(on);
  const every = [1, 2, 3, 6, 12].find((months) => firsts.length / months <= 5) ?? 24;
  return firsts.filter((on) => (Number(on.slice(5, 7)) - 1) % every === 0);
}
