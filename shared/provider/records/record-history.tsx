import type { ApiDeps } from '#provider/deps.ts';
import {
  eventMessages,
  languageName,
  reasonMessages,
  recordMessages,
  rowLabel,
  sourceMessages,
} from '#provider/messages/console-records.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Credential, HistoryEntry, Language, Source } from '#register/certificate/credential.ts';
import { isRenewedElsewhere } from '#register/certificate/history.ts';
import { columns } from '#register/certificate/upload-columns.ts';
import { type CivilDate, hongKongDay } from '#register/civil-date.ts';
import { recordPath } from '#web/console/record-path.ts';
import { Scroll } from '#web/console/scroll.tsx';
import { fieldNames } from '#web/messages/certificate-fields.ts';
import { clockTime } from '#web/messages/dates.ts';
import { CertificateNumber } from '#web/ui/text.tsx';

/** What keys, colleagues and files are called: labels and names by id, names of files by import id. */
interface Sources {
  labels: Map<string, string>;
  files: Map<string, string>;
}

/** Looks up the names of every key and file that a history speaks of. */
export async function readSources(
  deps: ApiDeps,
  provider: string,
  history: Credential['history'],
): Promise<Sources> {
  const imports = new Set(
    history.flatMap(({ source }) => (source.via === 'import' ? [source.importId] : [])),
  );
  const [keys, colleagues, jobs] = await Promise.all([
    deps.keys.listKeys(provider),
    deps.colleagues.list(provider),
    Promise.all([...imports].map((id) => deps.jobs.get(id))),
  ]);
  return {
    labels: new Map([
      ...keys.map(({ keyId, label }) => [keyId, label] as const),
      ...colleagues.map(({ colleagueId, name }) => [colleagueId, name] as const),
    ]),
    files: new Map(jobs.flatMap((job) => (job ? [[job.id, job.fileName]] : []))),
  };
}

interface RecordHistoryProps {
  credential: Credential;
  sources: Sources;
  on: CivilDate;
  language: Language;
}

export function RecordHistory({ credential, sources, on, language }: RecordHistoryProps) {
  return (
    <section class="stack">
      <h2 id="history">{recordMessages.history[language]}</h2>
      <Scroll label={recordMessages.history[language]}>
        <table>
          <thead>
            <tr>
              {(['what', 'effect', 'reason', 'by', 'recorded'] as const).map((head) => (
                <th scope="col">{recordMessages[head][language]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {credential.history.toReversed().map((entry) => (
              <tr>
                <th scope="row" class="what">
                  <What entry={entry} own={credential.provider} language={language} />
                </th>
                <td>
                  <span class="day">{entry.on}</span>
                  {entry.on > on && <span class="small"> {recordMessages.ahead[language]}</span>}
                </td>
                <td class="said">{shownReason(entry, language)}</td>
                <td>
                  <Who source={entry.source} sources={sources} language={language} />
                </td>
                <td class="day">
                  {hongKongDay(entry.at)} {clockTime(entry.at)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function What({ entry, own, language }: { entry: HistoryEntry; own: string; language: Language }) {
  const messages = eventMessages[entry.event][language];
  switch (entry.event) {
    case 'corrected':
      return (
        <>
          {messages}
          <ul class="changes">
            {entry.changes.map((change) => (
              <li>
                <Change {...change} language={language} />
              </li>
            ))}
          </ul>
        </>
      );
    case 'extended':
      return (
        <>
          {messages} <span class="day">{entry.expiresOn}</span>
        </>
      );
    case 'superseded':
      // What another provider registered is not shown.
      if (isRenewedElsewhere(entry, own)) return <>{recordMessages.renewedElsewhere[language]}</>;
      return (
        <>
          {messages}{' '}
          <a href={recordPath(entry.by.number)}>
            <CertificateNumber>{entry.by.number}</CertificateNumber>
          </a>
        </>
      );
    default:
      return <>{messages}</>;
  }
}

interface ChangeProps {
  field: string;
  from: string | null;
  to: string | null;
  language: Language;
}

/** The old value and the new one; the arrow has a word for those who cannot see it. */
function Change({ field, from, to, language }: ChangeProps) {
  const column = columns.find((one) => one === field);
  return (
    <>
      <span class="small">{column ? fieldNames[column].onRecord[language] : field}</span>
      <Value field={field} value={from} language={language} /> <span aria-hidden="true">→</span>
      <span class="hidden"> {recordMessages.became[language]} </span>{' '}
      <b>
        <Value field={field} value={to} language={language} />
      </b>
    </>
  );
}

function Value({ field, value, language }: { field: string; value: string | null; language: Language }) {
  if (value === null) return <>{recordMessages.empty[language]}</>;
  if (field === 'language') return <>{languageName(value, language)}</>;
  if (field === 'type') return <>{typeByCode(value)?.name[language] ?? value}</>;
  if (field === 'nameZh') return <span lang="zh-HK">{value}</span>;
  return <>{value}</>;
}

function shownReason(entry: HistoryEntry, language: Language): string {
  if (!('reason' in entry)) return '';
  // A person's reason may be one of these words by chance: what people wrote is shown as they wrote it.
  const known = entry.source.via === 'api' ? undefined : reasonMessages[entry.reason];
  return known?.[language] ?? entry.reason;
}

function Who({ source, sources, language }: { source: Source; sources: Sources; language: Language }) {
  switch (source.via) {
    case 'api':
      return <>{sources.labels.get(source.keyId) ?? unknownActor(source.keyId, language)}</>;
    case 'import': {
      const file = sources.files.get(source.importId) ?? sourceMessages.file[language];
      return (
        <>
          <a href={`/console/imports/${source.importId}`}>{file}</a> {rowLabel(source.row, language)}
        </>
      );
    }
    case 'order':
      return <a href={`/console/extension-orders/${source.orderId}`}>{sourceMessages.order[language]}</a>;
    case 'holder':
    case 'registry':
      return <>{sourceMessages[source.via][language]}</>;
  }
}

/** A colleague whose name was deleted has an id that says nothing to anybody. */
function unknownActor(keyId: string, language: Language): string {
  return keyId.startsWith('colleague-') ? sourceMessages.former[language] : keyId;
}
