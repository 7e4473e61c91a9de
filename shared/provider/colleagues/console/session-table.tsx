import {
  sessionMessages as messages,
  wayMessages,
} from '#provider/colleagues/messages/console-colleagues.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import type { OpenSession } from '#register/ports/access.ts';
import { Scroll } from '#web/console/scroll.tsx';
import { clockTime } from '#web/messages/dates.ts';

interface SessionTableProps {
  sessions: OpenSession[];
  /** That of the reader's own browser. */
  own: string | undefined;
  /** What keys and colleagues are called; without it, all are the reader's. */
  names?: ReadonlyMap<string, string>;
  language: Language;
}

/** Who is signed in and since when, the newest first, each with a button to end it. */
export function SessionTable({ sessions, own, names, language }: SessionTableProps) {
  const newestFirst = sessions.toSorted((a, b) => b.openedAt.localeCompare(a.openedAt));
  return (
    <Scroll label={messages.titleAll[language]}>
      <table class="listed">
        <thead>
          <tr>
            {names && <th scope="col">{messages.who[language]}</th>}
            <th scope="col">{messages.opened[language]}</th>
            <th scope="col">{messages.until[language]}</th>
            <th scope="col">{messages.way[language]}</th>
            <th scope="col">
              <span class="hidden">{messages.end[language]}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {newestFirst.map(({ sessionId, keyId, way, openedAt, until }) => (
            <tr>
              {names && <th scope="row">{names.get(keyId) ?? messages.former[language]}</th>}
              <td data-label={messages.opened[language]}>
                <span>
                  <DayAndTime at={openedAt} />{' '}
                  {sessionId === own && <span class="small">{messages.own[language]}</span>}
                </span>
              </td>
              <td data-label={messages.until[language]}>
                <span>
                  <DayAndTime at={until} />
                </span>
              </td>
              <td data-label={messages.way[language]}>{wayMessages[way][language]}</td>
              <td>
                <form method="post" action={`/console/sessions/${sessionId}/end`}>
                  {names && <input type="hidden" name="from" value="colleagues" />}
                  <button class="second" type="submit">
                    {messages.end[language]}
                    <span class="hidden">
                      {' '}
                      <DayAndTime at={openedAt} />
                    </span>
                  </button>
                </form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Each is whole; between them a line may break. */
function DayAndTime({ at }: { at: Instant }) {
  return (
    <>
      <span class="day">{hongKongDay(at)}</span> <span class="day">{clockTime(at)}</span>
    </>
  );
}
