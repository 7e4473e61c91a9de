import { unknownMessages } from '#provider/messages/console-records.ts';
import { checkNumber, normaliseNumber } from '#register/certificate-number.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { problemMessages } from '#web/messages/problems.ts';

/** Why nothing is shown. That another provider has the number is none of them. */
export type Unknown = 'unknown' | 'invalid_number' | 'wrong_check_character';

export function whyUnknown(number: string): Unknown {
  const normalised = normaliseNumber(number);
  if (!normalised.ok) return normalised.problem;
  const checked = checkNumber(normalised.key);
  return checked === 'ok' ? 'unknown' : checked;
}

/** What to try when a number finds nothing. */
export function showUnknown(c: ConsoleContext, number: string, why: Unknown): Response | Promise<Response> {
  const language = c.get('language');
  const title = why === 'unknown' ? unknownMessages.title : problemMessages[why].title;
  const steps = [unknownMessages.whole, unknownMessages.alike, unknownMessages.own];
  return show(c, why === 'unknown' ? 404 : 422, {
    title: title[language],
    sought: number,
    children: (
      <>
        <section class="stack measure">
          <h1>{title[language]}</h1>
          {why !== 'unknown' && <p>{problemMessages[why].detail[language]}</p>}
        </section>
        <section class="stack measure">
          <h2>{unknownMessages.try[language]}</h2>
          <ul class="steps">
            {steps.map((step) => (
              <li>{step[language]}</li>
            ))}
            <li>
              <a href="/console/imports">{unknownMessages.upload[language]}</a>
            </li>
          </ul>
        </section>
      </>
    ),
  });
}
