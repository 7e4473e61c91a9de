import { maskedNames, noticeMessages } from '#watch/messages/coverage.ts';
import { Both, both, printedOn, type SheetProps } from './first-aiders.tsx';
import { firstAidersOn } from './first-aiders-today.ts';

/**
 * A notice to hang at the first-aid box, in both languages on one sheet: what it is, who helps, and lines for what is written by
 * hand. The names alone; the list beside it has the certificates.
 */
export function FirstAidNotice(props: Omit<SheetProps, 'publicBaseUrl'>) {
  const { site, today, language } = props;
  const people = firstAidersOn(props, today);
  return (
    <section class="sheet notice">
      <div class="mark">
        <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
          <path d="M17 4h14v13h13v14H31v13H17V31H4V17h13z" fill="currentColor" />
        </svg>
        <h1>
          <Both messages={noticeMessages.mark} />
        </h1>
      </div>
      <p class="site">{site}</p>
      {people.some(({ isMasked }) => isMasked) && <p class="small screen">{maskedNames[language]}</p>}
      <div class="stack">
        <h2>{both(noticeMessages.people)}</h2>
        {people.length === 0 ? (
          <p class="both">
            <Both messages={noticeMessages.nobody} />
          </p>
        ) : (
          <ul class="helpers">
            {people.map(({ names }) => (
              <li>{names.join(' ')}</li>
            ))}
          </ul>
        )}
      </div>
      <dl class="lines">
        {(['inCharge', 'phone', 'place'] as const).map((line) => (
          <div>
            <dt>{both(noticeMessages[line])}</dt>
            <dd />
          </div>
        ))}
      </dl>
      <p class="emergency">{both(noticeMessages.emergency)}</p>
      <p class="small both">
        <Both messages={printedOn(today)} />
      </p>
    </section>
  );
}
