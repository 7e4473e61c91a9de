import type { Language } from '#register/certificate/credential.ts';
import type { Match } from '#register/certificate/verification.ts';
import type { CivilDate } from '#register/civil-date.ts';
import {
  changedSince,
  knownThenSentence,
  pastDayMessages,
  todaySentence,
} from '#verify/messages/past-day.ts';
import { address } from '#web/http/current-page.ts';
import { numberPath } from '#web/http/verify-address.ts';
import { sectionMessages } from '#web/messages/pages.ts';
import { statusMessages, verdictTense } from '#web/messages/verdict.ts';
import { StatusIcon, WrittenLaterIcon } from '#web/ui/icons.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { statusColours } from '#web/ui/status-colours.ts';
import type { Asked } from './asked.ts';

interface OtherDayProps {
  match: Match;
  on: CivilDate;
  asked: Asked;
  context: PageContext;
  Heading: 'h2' | 'h3';
}

/**
 * Below a verdict about another day than today, which must not be taken for today's. Two kinds of later change look
 * different: one recorded later with an earlier effect stands below a verdict that it has changed, in the colour of
 * caution; one that simply came later stands below the verdict as it was, in its own colour.
 */
export function OtherDay({ match, on, asked, context, Heading }: OtherDayProps) {
  const { language, today } = context;
  const seeToday = <SeeToday asked={asked} language={language} />;
  if (verdictTense(on, today) === 'future' || !match.today) {
    return (
      <div>
        {sectionMessages.futureDay[language]} {seeToday}
      </div>
    );
  }
  const known = knownThenSentence(match, language);
  const { status } = match.today;
  const sentence = todaySentence(match.status, match.today, language);
  return (
    <>
      {known && (
        <div class={`panel note ${match.knownThen === 'notRegistered' ? 'plain' : 'soon'}`}>
          <WrittenLaterIcon />
          <div>
            <Heading>{pastDayMessages.recordedLater[language]}</Heading>
            <p>{known}</p>
          </div>
        </div>
      )}
      {changedSince(match.status, status) ? (
        <div class={`panel note ${statusColours[status]}`}>
          <StatusIcon status={status} />
          <div>
            <Heading>
              {pastDayMessages.since[language]}
              {statusMessages[status][language]}
            </Heading>
            <div>
              {sentence} {seeToday}
            </div>
          </div>
        </div>
      ) : (
        <div>
          {sentence} {seeToday}
        </div>
      )}
    </>
  );
}

/** With a name that was typed the question is posted again: some certificates are shown to those alone who know it. */
function SeeToday({ asked: { number, name, issuer }, language }: { asked: Asked; language: Language }) {
  const path = numberPath(number);
  if (!name) {
    return (
      <a class="screen" href={address(path, { issuer }, language)}>
        {sectionMessages.seeToday[language]}
      </a>
    );
  }
  return (
    <form class="link" method="post" action={address(path, {}, language)}>
      <input type="hidden" name="name" value={name} />
      {issuer && <input type="hidden" name="issuer" value={issuer} />}
      <button type="submit">{sectionMessages.seeToday[language]}</button>
    </form>
  );
}
