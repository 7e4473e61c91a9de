import { Hono } from 'hono';
import { troubleText, undeliverableMessages } from '#mail/messages/console-undeliverable.ts';
import type { ApiDeps } from '#provider/deps.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { listUndeliverable, type Undeliverable } from '#remind/list-undeliverable.ts';
import { MailCode } from '#web/console/mail-code.tsx';
import { show } from '#web/console/page.tsx';
import { Scroll } from '#web/console/scroll.tsx';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { CertificateNumber } from '#web/ui/text.tsx';

const HOLDERS_A_PAGE = 100;

/** Who gets no reminders because the address fails, with the way to correct it. */
export function undeliverableRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/', async (c) => {
    const language = c.get('language');
    const page = await listUndeliverable(deps, {
      provider: signedInKey(c).provider,
      limit: HOLDERS_A_PAGE,
      cursor: c.req.query('cursor'),
    });
    return show(c, 200, {
      title: undeliverableMessages.title[language],
      place: 'undeliverable',
      children: (
        <>
          <section class="stack measure">
            <h1>{undeliverableMessages.title[language]}</h1>
            <p>{undeliverableMessages[page.items.length ? 'lead' : 'none'][language]}</p>
          </section>
          {page.items.length > 0 && <Holders holders={page.items} language={language} />}
          {page.cursor && (
            <p>
              <a
                class="button"
                href={`/console/undeliverable?${new URLSearchParams({ cursor: page.cursor })}`}
              >
                {undeliverableMessages.more[language]}
              </a>
            </p>
          )}
        </>
      ),
    });
  });
  refuseOtherMethods(app, '/', ['GET']);
  return app;
}

function Holders({ holders, language }: { holders: Undeliverable[]; language: Language }) {
  return (
    <Scroll label={undeliverableMessages.title[language]} tall>
      <table>
        <thead>
          <tr>
            <th scope="col">{undeliverableMessages.number[language]}</th>
            <th scope="col">{undeliverableMessages.holder[language]}</th>
            <th scope="col">{undeliverableMessages.email[language]}</th>
            <th scope="col">{undeliverableMessages.trouble[language]}</th>
            <th scope="col">{undeliverableMessages.since[language]}</th>
            <th scope="col">{undeliverableMessages.correct[language]}</th>
          </tr>
        </thead>
        <tbody>
          {holders.map(({ credential: { number, nameEn, nameZh, email }, trouble }) => (
            <tr>
              <th scope="row">
                <a href={`/console/credentials/${encodeURIComponent(number)}`}>
                  <CertificateNumber>{number}</CertificateNumber>
                </a>
              </th>
              <td>{[nameEn, nameZh].filter(Boolean).join(' ')}</td>
              <td class="url">{email}</td>
              <td class="said">
                {troubleText(trouble, language)} <MailCode>{trouble.code}</MailCode>
              </td>
              <td class="day">{hongKongDay(trouble.since)}</td>
              <td>
                <a href={`/console/credentials/${encodeURIComponent(number)}/correct`}>
                  {undeliverableMessages.correct[language]}
                  <span class="hidden"> {number}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
