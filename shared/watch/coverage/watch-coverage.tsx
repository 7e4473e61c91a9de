import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { noticeMessages } from '#watch/messages/coverage.ts';
import { siteMessages } from '#watch/messages/watch-site.ts';
import type { SiteReport, WatchedEntry } from '#watch/report-site.ts';
import { Names } from '#watch/site/views/watch-table.tsx';
import { certificateId } from '#watch/watched-site.ts';
import { address } from '#web/http/current-page.ts';
import { CertificateNumber } from '#web/ui/text.tsx';
import { coverageEnd } from './coverage.ts';
import { CoverageChart } from './coverage-chart.tsx';

interface SectionProps {
  view: SiteReport;
  path: string;
  today: CivilDate;
  language: Language;
}

/** Until when as many people hold a certificate that counts, and who counts as one person. */
export function CoverageSection({ view, path, today, language }: SectionProps) {
  const { coverage } = view;
  return (
    <section class="stack rule" aria-labelledby="coverage">
      <h2 id="coverage">{siteMessages.coverage[language]}</h2>
      <CoverageChart coverage={coverage} to={coverageEnd(today)} today={today} language={language} />
      {coverage.needed === undefined && <p class="screen">{siteMessages.configure[language]}</p>}
      <p class="screen">
        <a class="target" href={address(`${path}/first-aiders`, {}, language)}>
          {siteMessages.firstAiders[language]}
        </a>
        <br />
        <a class="target" href={address(`${path}/notice`, {}, language)}>
          {noticeMessages.link[language]}
        </a>
      </p>
      <SamePeople view={view} path={path} language={language} />
    </section>
  );
}

/** Certificates that count as one person's by their names, and those that the employer has set apart. */
function SamePeople({ view, path, language }: Omit<SectionProps, 'today'>) {
  const entries = new Map(view.entries.map((entry) => [certificateId(entry.member), entry]));
  const groups = view.coverage.people
    .map(({ holdings }) => holdings.flatMap(({ credential }) => entries.get(certificateId(credential)) ?? []))
    .filter((group) => group.length > 1);
  const apart = view.entries.filter(({ member }) => member.somebodyElse);
  if (groups.length + apart.length === 0) return null;
  return (
    <details class="screen">
      <summary>{siteMessages.people[language]}</summary>
      <div class="stack">
        {groups.length > 0 && <p class="small">{siteMessages.peopleDetail[language]}</p>}
        {groups.map((group) => (
          <ul class="choices">
            {group.map((entry) => (
              <Choice entry={entry} path={path} language={language} />
            ))}
          </ul>
        ))}
        {apart.length > 0 && (
          <>
            <h3>{siteMessages.apart[language]}</h3>
            <ul class="choices">
              {apart.map((entry) => (
                <Choice entry={entry} path={path} language={language} />
              ))}
            </ul>
          </>
        )}
      </div>
    </details>
  );
}

function Choice({ entry, path, language }: { entry: WatchedEntry; path: string; language: Language }) {
  const { member } = entry;
  const [about, button] = [`about-${certificateId(member)}`, `button-${certificateId(member)}`];
  return (
    <li>
      <span id={about}>
        <CertificateNumber>{member.number}</CertificateNumber> <Names entry={entry} />
      </span>
      <form method="post" action={address(`${path}/somebody-else`, {}, language)}>
        <input type="hidden" name="id" value={certificateId(member)} />
        <input type="hidden" name="somebodyElse" value={member.somebodyElse ? 'no' : 'yes'} />
        <button id={button} class="quiet" type="submit" aria-labelledby={`${button} ${about}`}>
          {siteMessages[member.somebodyElse ? 'samePerson' : 'somebodyElse'][language]}
        </button>
      </form>
    </li>
  );
}
