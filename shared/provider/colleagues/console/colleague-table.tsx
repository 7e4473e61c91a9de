import { colleagueMessages as messages } from '#provider/colleagues/messages/console-colleagues.ts';
import { roleNames } from '#provider/colleagues/messages/roles.ts';
import { type Colleague, invitedUntil } from '#register/catalogue/colleague.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { Scroll } from '#web/console/scroll.tsx';

interface ColleagueTableProps {
  colleagues: Colleague[];
  /** The reader's own id. */
  own: string;
  language: Language;
}

export function ColleagueTable({ colleagues, own, language }: ColleagueTableProps) {
  if (colleagues.length === 0) return <p>{messages.none[language]}</p>;
  const byName = colleagues.toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <Scroll label={messages.title[language]}>
      <table class="listed">
        <thead>
          <tr>
            {(['name', 'email', 'role', 'state'] as const).map((head) => (
              <th scope="col">{messages[head][language]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byName.map((one) => (
            <tr>
              <th scope="row">
                <a href={`/console/colleagues/${one.colleagueId}`}>{one.name}</a>{' '}
                {one.colleagueId === own && <span class="small">{messages.you[language]}</span>}
              </th>
              <td class="file" data-label={messages.email[language]}>
                {one.email}
              </td>
              <td data-label={messages.role[language]}>{roleNames[one.role][language]}</td>
              <td data-label={messages.state[language]}>
                <span>
                  {one.joinedAt ? messages.since[language] : messages.invitedUntil[language]}{' '}
                  <span class="day">{hongKongDay(one.joinedAt ?? invitedUntil(one))}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
