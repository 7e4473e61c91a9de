import type { ApiDeps } from '#provider/deps.ts';
import { actionMessages, doneMessages } from '#provider/messages/console-record-actions.ts';
import { recordMessages, renewedElsewhere } from '#provider/messages/console-records.ts';
import { registerMessages } from '#provider/messages/console-register.ts';
import type { Language } from '#register/certificate/credential.ts';
import { recordActions } from '#register/certificate/record-action.ts';
import { type Match, NOBODY, verify } from '#register/certificate/verification.ts';
import type { Registered } from '#register/ports/register.ts';
import { RecordReminders } from '#remind/console/record-reminders.tsx';
import { explainRecord } from '#remind/explain/explain-reminders.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { recordPath } from '#web/console/record-path.ts';
import { hasRole, newEntry } from '#web/console/signed-in-request.ts';
import { canonicalPath } from '#web/http/verify-address.ts';
import { statusMessages, verdictSentence } from '#web/messages/verdict.ts';
import { StatusIcon } from '#web/ui/icons.tsx';
import { statusColours } from '#web/ui/status-colours.ts';
import { CertificateNumber } from '#web/ui/text.tsx';
import { findRefusal } from './actions.ts';
import { RecordFacts } from './record-facts.tsx';
import { RecordHistory, readSources } from './record-history.tsx';

/** The whole record of one certificate: how it stands, what can be done, what happened, what its holder was told. */
export async function showRecord(c: ConsoleContext, deps: ApiDeps, found: Registered): Promise<Response> {
  const { credential } = found;
  const { number, provider, history } = credential;
  const entry = newEntry(c, deps.clock());
  const [{ reminders, explanation }, sources] = await Promise.all([
    explainRecord(deps, found, entry.at),
    readSources(deps, provider, history),
  ]);
  const language = c.get('language');
  // To its own provider everything is shown: no profile, no setting that hides.
  const asked = { on: entry.on, today: entry.on, wantName: NOBODY };
  const [match] = verify([{ credential, provider: undefined }], asked).matches;
  if (!match) throw new Error('a certificate of no provider is always shown');
  const done = Object.entries(doneMessages).find(([code]) => code === c.req.query('done'))?.[1];
  const offered = recordActions.filter(
    (action) => hasRole(c, 'desk') && !findRefusal(action, credential, entry),
  );
  return show(c, 200, {
    title: number,
    children: (
      <>
        {done && (
          <div class="panel note valid measure" role="status">
            <StatusIcon status="valid" />
            <div>
              <p>{done[language]}</p>
            </div>
          </div>
        )}
        <section class="stack measure">
          <h1>
            <CertificateNumber>{number}</CertificateNumber>
          </h1>
          <StatusPanel match={match} on={entry.on} language={language} />
        </section>
        <section class="stack measure">
          <h2>{recordMessages.facts[language]}</h2>
          <RecordFacts credential={credential} match={match} language={language} />
          <p class="links">
            <a href={canonicalPath(number, provider)}>{recordMessages.verify[language]}</a>{' '}
            <a href={`/qr/${provider}/${encodeURIComponent(number)}.svg`}>{recordMessages.qr[language]}</a>{' '}
            <a href={recordPath(number, 'label')}>{registerMessages.label[language]}</a>{' '}
            {hasRole(c, 'desk') && (
              <a href={`/console/certificates/new?${new URLSearchParams({ like: number })}`}>
                {registerMessages.another[language]}
              </a>
            )}
          </p>
        </section>
        {offered.length > 0 && (
          <section class="stack measure">
            <h2>{recordMessages.actions[language]}</h2>
            <ul class="choices">
              {offered.map((action) => (
                <li>
                  <a class="button" href={recordPath(number, action)}>
                    {actionMessages[action].name[language]}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        <RecordHistory credential={credential} sources={sources} on={entry.on} language={language} />
        <RecordReminders
          credential={credential}
          reminders={reminders}
          explanation={explanation}
          on={entry.on}
          language={language}
        />
      </>
    ),
  });
}

/** The public verdict of today, in its words; of what another provider registered only that it did. */
function StatusPanel({
  match,
  on,
  language,
}: {
  match: Match;
  on: ReturnType<typeof newEntry>['on'];
  language: Language;
}) {
  const { status, supersededBy, statusSince, issuer } = match;
  const newer = status === 'superseded' ? supersededBy : null;
  const isElsewhere = newer !== null && newer.issuer !== issuer.code;
  return (
    <div class={`panel ${statusColours[status]}`}>
      <StatusIcon status={status} />
      <div>
        <h2>{statusMessages[status][language]}</h2>
        <p>
          {isElsewhere
            ? renewedElsewhere(statusSince ?? on, language)
            : verdictSentence(match, on, on, language)}{' '}
          {newer && !isElsewhere && (
            <a href={canonicalPath(newer.number, newer.issuer)}>
              <CertificateNumber>{newer.number}</CertificateNumber>
            </a>
          )}
        </p>
      </div>
    </div>
  );
}
