import { Hono } from 'hono';
import type { ApiDeps } from '#provider/deps.ts';
import { expiringMessages, expiringSentence, moreThanListed } from '#provider/messages/console-expiring.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import { type ExpiringReport, reportExpiring } from '#register/change/report-expiring.ts';
import { daysBetween, hongKongDay } from '#register/civil-date.ts';
import { toCsv } from '#tables/csv.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { Scroll } from '#web/console/scroll.tsx';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { fieldNames } from '#web/messages/certificate-fields.ts';
import { CertificateNumber } from '#web/ui/text.tsx';
import { ExpiringChart } from './expiring-chart.tsx';

const DAYS = 90;

/** Who is to be called to a course: what expires soon, by month and one by one. */
export function expiringRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', async (c) => {
    const language = c.get('language');
    const report = await expiringFor(c, deps);
    return show(c, 200, {
      title: expiringMessages.title[language],
      place: 'expiring',
      children: (
        <>
          <section class="stack measure">
            <h1>{expiringMessages.title[language]}</h1>
            <p>
              {report.total === 0
                ? expiringMessages.none[language]
                : expiringSentence(report.total, report.from, report.to, language)}
            </p>
            <ExpiringChart report={report} language={language} />
          </section>
          {report.total > 0 && <ExpiringTable report={report} language={language} />}
        </>
      ),
    });
  });
  refuseOtherMethods(app, '/', ['GET']);

  app.get('/list.csv', async (c) => {
    const language = c.get('language');
    const report = await expiringFor(c, deps);
    const head = [
      fieldNames.number.onRecord,
      expiringMessages.holder,
      fieldNames.type.onRecord,
      fieldNames.expiresOn.inFile,
      expiringMessages.left,
      fieldNames.email.onRecord,
      fieldNames.courseSession.onRecord,
    ].map((messages) => messages[language]);
    const rows = expiringRows(report, language).map((row) => [
      row.number,
      row.holder,
      row.type,
      row.lastDay,
      String(row.left),
      row.email ?? '',
      row.session ?? '',
    ]);
    return c.body(toCsv([head, ...rows]), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="expiring-${report.from}.csv"`,
    });
  });
  refuseOtherMethods(app, '/list.csv', ['GET']);
  return app;
}

/** What expires in the days that the console looks ahead. */
export function expiringFor(c: ConsoleContext, deps: ApiDeps): Promise<ExpiringReport> {
  return reportExpiring(deps, {
    provider: signedInKey(c).provider,
    on: hongKongDay(deps.clock()),
    days: DAYS,
  });
}

function expiringRows({ from, credentials }: ExpiringReport, language: Language) {
  return credentials.map(({ credential, expiresOn }) => ({
    number: credential.number,
    holder: [credential.nameEn, credential.nameZh].filter(Boolean).join(' '),
    type: typeByCode(credential.type)?.name[language] ?? credential.type,
    lastDay: expiresOn,
    left: daysBetween(from, expiresOn),
    email: credential.email,
    session: credential.courseSession,
  }));
}

function ExpiringTable({ report, language }: { report: ExpiringReport; language: Language }) {
  const rows = expiringRows(report, language);
  return (
    <section class="stack">
      <p class="lead">{expiringMessages.lead[language]}</p>
      {rows.length < report.total && <p>{moreThanListed(rows.length, language)}</p>}
      <Scroll label={expiringMessages.title[language]} tall>
        <table class="listed">
          <thead>
            <tr>
              <th scope="col">{fieldNames.number.onRecord[language]}</th>
              <th scope="col">{expiringMessages.holder[language]}</th>
              <th scope="col">{fieldNames.type.onRecord[language]}</th>
              <th scope="col">{fieldNames.expiresOn.inFile[language]}</th>
              <th scope="col" class="figure">
                {expiringMessages.left[language]}
              </th>
              <th scope="col">{fieldNames.email.onRecord[language]}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ number, holder, type, lastDay, left, email }) => (
              <tr>
                <th scope="row">
                  <a href={`/console/credentials/${encodeURIComponent(number)}`}>
                    <CertificateNumber>{number}</CertificateNumber>
                  </a>
                </th>
                <td data-label={expiringMessages.holder[language]}>{holder}</td>
                <td data-label={fieldNames.type.onRecord[language]}>{type}</td>
                <td data-label={fieldNames.expiresOn.inFile[language]} class="day">
                  {lastDay}
                </td>
                <td data-label={expiringMessages.left[language]} class="figure">
                  {left}
                </td>
                <td data-label={fieldNames.email.onRecord[language]}>
                  {email ?? <span class="small">{expiringMessages.noEmail[language]}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p>
        <a class="button" href="/console/expiring/list.csv" download>
          {expiringMessages.download[language]}
        </a>
      </p>
    </section>
  );
}
