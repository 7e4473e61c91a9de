import type { CivilDate } from '#domain/civil-date';
import type { Credential, Language } from '#domain/credential';
import { statusOn } from '#domain/history';
import type { ReminderRecord } from '#domain/reminder-record';
import type { Registered } from '#ports';
import {
  nextReminder,
  recordWords,
  reminderWords,
  type SkipReason,
  skipWords,
  stageName,
  wouldNotGo,
} from '#words/console-records';
import { Scroll } from './scroll.tsx';

interface RecordRemindersProps {
  found: Registered;
  reminders: ReminderRecord[];
  on: CivilDate;
  language: Language;
}

/** What the holder was told and what not, newest first, and what comes next. */
export function RecordReminders({ found, reminders, on, language }: RecordRemindersProps) {
  const { credential, nextReminderOn: next } = found;
  const obstacle = next && obstacleOf(credential, on);
  return (
    <section class="stack">
      <h2>{recordWords.reminders[language]}</h2>
      <p>
        {obstacle
          ? wouldNotGo(obstacle, language)
          : next
            ? nextReminder(next, next <= on, language)
            : recordWords.noNext[language]}
      </p>
      {reminders.length === 0 ? (
        <p class="lead">{recordWords.noReminders[language]}</p>
      ) : (
        <Scroll label={recordWords.reminders[language]}>
          <table>
            <thead>
              <tr>
                {(['stage', 'day', 'outcome', 'series'] as const).map((head) => (
                  <th scope="col">{recordWords[head][language]}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {reminders.toSorted(newestFirst).map((record) => (
                <tr>
                  <th scope="row" class="what">
                    {stageName(record.stage, language)}
                  </th>
                  <td class="day">{record.on}</td>
                  <td class="said">
                    {reminderWords[record.state][language]}
                    {record.state === 'skipped' && ` ${skipWords[record.reason][language]}`}
                  </td>
                  <td class="day">{record.expiresOn}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

/** What is known today that would keep a reminder back. */
function obstacleOf(credential: Credential, on: CivilDate): SkipReason | undefined {
  const status = statusOn(credential, on);
  if (status === 'revoked' || status === 'suspended' || status === 'superseded') return status;
  return credential.email ? undefined : 'noAddress';
}

/** Of one day, the stage nearest to the last valid day or longest after it first. */
function newestFirst(a: ReminderRecord, b: ReminderRecord): number {
  if (a.on !== b.on) return a.on < b.on ? 1 : -1;
  return orderOf(b.stage) - orderOf(a.stage);
}

/** `windowOpens` comes before the stages that count days. */
const orderOf = (stage: string): number => (stage === 'windowOpens' ? -366 : Number(stage));
