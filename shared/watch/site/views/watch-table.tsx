import type { Language } from '#register/certificate/credential.ts';
import { forNumber, newerStands, replacedMessages } from '#watch/messages/replaced.ts';
import { watchNewsMessages } from '#watch/messages/watch-mails.ts';
import { chooseThis, daysLeftText, sinceText, siteMessages } from '#watch/messages/watch-site.ts';
import type { Newer } from '#watch/replaced/find-newer.ts';
import type { WatchedEntry } from '#watch/report-site.ts';
import { daysUntilExpiry, problemsFirst, publicStatus, shownNames } from '#watch/site/watch-entries.ts';
import { certificateId } from '#watch/watched-site.ts';
import { address } from '#web/http/current-page.ts';
import { numberPath } from '#web/http/verify-address.ts';
import { factMessages } from '#web/messages/pages.ts';
import { statusMessages } from '#web/messages/verdict.ts';
import { StatusIcon } from '#web/ui/icons.tsx';
import { statusColours } from '#web/ui/status-colours.ts';
import { CertificateNumber } from '#web/ui/text.tsx';

interface TableProps {
  entries: readonly WatchedEntry[];
  /** By the id of what was replaced. */
  newer: ReadonlyMap<string, Newer>;
  path: string;
  language: Language;
}

/** All certificates of a site, the problems first; the boxes belong to the form below, so that the table prints without one. */
export function CertificatesTable({ entries, newer, path, language }: TableProps) {
  return (
    <section class="stack" aria-labelledby="list">
      <h2 id="list">{siteMessages.list[language]}</h2>
      <table class="watched">
        <thead>
          <tr>
            <th scope="col" class="tick screen">
              {siteMessages.choose[language]}
            </th>
            <th scope="col">{siteMessages.certificate[language]}</th>
            <th scope="col">{siteMessages.lastDay[language]}</th>
            <th scope="col">{siteMessages.status[language]}</th>
          </tr>
        </thead>
        <tbody>
          {problemsFirst(entries).map((entry) => (
            <Row
              entry={entry}
              newer={newer.get(certificateId(entry.member))}
              path={path}
              language={language}
            />
          ))}
        </tbody>
      </table>
      <form id="take" method="post" action={address(`${path}/remove`, {}, language)}>
        <button class="quiet" type="submit">
          {siteMessages.take[language]}
        </button>
      </form>
      <p class="screen">
        <a class="target" href={address(`${path}.csv`, {}, language)} download>
          {siteMessages.csv[language]}
        </a>
      </p>
    </section>
  );
}

type RowProps = Pick<TableProps, 'path' | 'language'> & { entry: WatchedEntry; newer: Newer | undefined };

function Row({ entry, newer, path, language }: RowProps) {
  const { member, match } = entry;
  const shownStatus = publicStatus(entry);
  const daysLeft = daysUntilExpiry(entry);
  const verifyAt = address(numberPath(member.number), { issuer: member.provider }, language);
  return (
    <tr>
      <td class="tick screen">
        <label>
          <input
            type="checkbox"
            name="id"
            value={certificateId(member)}
            form="take"
            aria-label={chooseThis(member.number, language)}
          />
        </label>
      </td>
      <th scope="row">
        <a href={verifyAt}>
          <CertificateNumber>{member.number}</CertificateNumber>
        </a>
        <Names entry={entry} />
        {match && <span class="small">{match.type.name[language]}</span>}
      </th>
      <td class="last">
        {match?.expiresOn && (
          <>
            <span class="label small">{siteMessages.lastDay[language]}</span>
            <time class="day" datetime={match.expiresOn}>
              {match.expiresOn}
            </time>
            {daysLeft !== null && <DaysLeft days={daysLeft} language={language} />}
          </>
        )}
        {match && !match.expiresOn && factMessages.doesNotExpire[language]}
      </td>
      <td class={`status-now ${shownStatus === 'unreadable' ? 'plain' : statusColours[shownStatus]}`}>
        <span>
          <StatusIcon status={shownStatus === 'unreadable' ? 'notFound' : shownStatus} />
          <b>
            {shownStatus === 'unreadable'
              ? siteMessages.unreadable[language]
              : statusMessages[shownStatus][language]}
          </b>
        </span>
        {match?.statusSince && (
          <time class="small day" datetime={match.statusSince}>
            {sinceText(match.statusSince, language)}
          </time>
        )}
        {!match && <span class="small">{siteMessages.unreadableDetail[language]}</span>}
        <NextStep entry={entry} newer={newer} path={path} language={language} />
      </td>
    </tr>
  );
}

/** What to do about a problem, as the alerts say it; the newer certificate by its number, to be put on the list in one press. */
function NextStep({ entry, newer, path, language }: RowProps) {
  const { toDo, renewedToDo } = watchNewsMessages[language];
  const status = entry.match?.status;
  if (status === 'revoked' || status === 'suspended' || status === 'expired')
    return <span class="small">{toDo[status]}</span>;
  const by = entry.match?.supersededBy;
  if (status !== 'superseded' || !by) return null;
  return (
    <>
      <span class="small">
        {factMessages.newer[language]}{' '}
        <a href={address(numberPath(by.number), { issuer: by.issuer }, language)}>
          <CertificateNumber>{by.number}</CertificateNumber>
        </a>
        <br />
        {newer ? newerStands(newer.match, language) : renewedToDo(false)}
      </span>
      {newer && <PutNewer entry={entry} newer={newer} path={path} language={language} />}
    </>
  );
}

function PutNewer({ entry, newer, path, language }: RowProps & { newer: Newer }) {
  const what = newer.isWatched ? replacedMessages.takeOld : replacedMessages.put;
  const number = newer.isWatched ? entry.member.number : newer.member.number;
  return (
    <form method="post" action={address(`${path}/newer`, {}, language)}>
      <input type="hidden" name="id" value={certificateId(entry.member)} />
      <button class="quiet" type="submit" aria-label={forNumber(what, number, language)}>
        {what[language]}
      </button>
    </form>
  );
}

/** What is long past needs no counting. */
const COUNTED_DAYS = 90;

const DaysLeft = ({ days, language }: { days: number; language: Language }) =>
  Math.abs(days) <= COUNTED_DAYS ? <span class="small">{daysLeftText(days, language)}</span> : null;

/** A person's name, in whichever language it is. */
export function Names({ entry }: { entry: WatchedEntry }) {
  const { latin, chinese } = shownNames(entry);
  if (latin === undefined) return null;
  return (
    <span class="who">
      {latin} {chinese !== undefined && <span lang="zh-HK">{chinese}</span>}
    </span>
  );
}
