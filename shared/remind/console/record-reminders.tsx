import type { Credential, Language } from '#register/certificate/credential.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { ToldExplanation } from '#remind/explain/explain-reminders.ts';
import { explainRecord } from '#remind/explain/reminder-explanation.ts';
import type { ToldRecord } from '#remind/explain/withheld.ts';
import {
  causeText,
  nextText,
  outcomeText,
  reminderMessages,
  stageName,
} from '#remind/messages/console-reminders.ts';
import { MailCode } from '#web/console/mail-code.tsx';
import { Scroll } from '#web/console/scroll.tsx';

interface RecordRemindersProps {
  credential: Credential;
  reminders: ToldRecord[];
  explanation: ToldExplanation;
  on: CivilDate;
  language: Language;
}

/** Every reminder of the present series with what came of it, and whether the next one will go, and why. */
export function RecordReminders(props: RecordRemindersProps) {
  const { credential, reminders, explanation, on, language } = props;
  const expiresOn = effectiveExpiry(credential);
  const earlier = reminders.filter((record) => record.expiresOn !== expiresOn);
  return (
    <section class="stack">
      <h2>{reminderMessages.title[language]}</h2>
      <p>{nextText(explanation.next, on, language)}</p>
      {explanation.stages.length > 0 && (
        <Scroll label={reminderMessages.title[language]}>
          <table>
            <Head columns={['stage', 'planned', 'outcome']} language={language} />
            <tbody>
              {explanation.stages.map((account) => (
                <tr>
                  <Stage id={account.stage} language={language} />
                  <td class="day">{account.on}</td>
                  <Outcome account={account} language={language} />
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {earlier.length > 0 && (
        <>
          <h3>{reminderMessages.earlier[language]}</h3>
          <Scroll label={reminderMessages.earlier[language]}>
            <table>
              <Head columns={['stage', 'day', 'outcome', 'series']} language={language} />
              <tbody>
                {earlier.toSorted(oldestFirst).map((record) => (
                  <tr>
                    <Stage id={record.stage} language={language} />
                    <td class="day">{record.on}</td>
                    <Outcome account={explainRecord(record)} language={language} />
                    <td class="day">{record.expiresOn}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </>
      )}
    </section>
  );
}

function Head({ columns, language }: { columns: (keyof typeof reminderMessages)[]; language: Language }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th scope="col">{reminderMessages[column][language]}</th>
        ))}
      </tr>
    </thead>
  );
}

function Stage({ id, language }: { id: string; language: Language }) {
  return (
    <th scope="row" class="what">
      {stageName(id, language)}
    </th>
  );
}

function Outcome({ account, language }: { account: Parameters<typeof outcomeText>[0]; language: Language }) {
  return (
    <td class="said">
      {outcomeText(account, language)} {account.code && <Cause code={account.code} language={language} />}
    </td>
  );
}

/** Of one day, the stage furthest before the last valid day first. */
function oldestFirst(a: ToldRecord, b: ToldRecord): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return stageOrder(a.stage) - stageOrder(b.stage);
}

/** Stages with a name come before those that count days. */
const stageOrder = (stage: string): number => (/Opens$/.test(stage) ? -366 : Number(stage));

function Cause({ code, language }: { code: string; language: Language }) {
  const cause = causeText(code, language);
  if (!cause) return <MailCode>{code}</MailCode>;
  return <small>{language === 'en' ? `(${cause})` : `（${cause}）`}</small>;
}
