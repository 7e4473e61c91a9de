import { typeByCode } from '#register/catalogue/catalogue.ts';
import { approvesCourse } from '#register/catalogue/recognition.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { Match } from '#register/certificate/verification.ts';
import { address } from '#web/http/current-page.ts';
import { numberPath } from '#web/http/verify-address.ts';
import { awardingBodyMessages, factMessages, printedDate } from '#web/messages/pages.ts';
import { outcomeMessages, schemeMessages } from '#web/messages/verdict.ts';
import { CertificateNumber, Day } from '#web/ui/text.tsx';

/** What to compare with the paper, in the order in which it stands on one. */
export function Facts({ match, language }: { match: Match; language: Language }) {
  const { holder, type, number, issuedOn, issuer, status, supersededBy } = match;
  const elsewhere = awardingBodyMessages[typeByCode(type.code)?.awardingBody ?? 'provider'];
  return (
    <dl class="facts">
      <div>
        <dt>{factMessages.holder[language]}</dt>
        <dd>
          <span class="name">
            <span>{holder.name}</span> {holder.nameZh && <span lang="zh-HK">{holder.nameZh}</span>}
          </span>
          {isMasked(match) && <p class="small">{factMessages.partly[language]}</p>}
        </dd>
      </div>
      <div>
        <dt>{factMessages.certificate[language]}</dt>
        <dd>
          {type.name[language]}
          {type.endorsement && (
            <p class="small">
              <span lang="en">{type.endorsement}</span>{' '}
              <span class="phrase">{factMessages.endorsed[language]}</span>
            </p>
          )}
        </dd>
      </div>
      <div>
        <dt>{factMessages.number[language]}</dt>
        <dd>
          <CertificateNumber>{number}</CertificateNumber>
        </dd>
      </div>
      <div>
        <dt>{factMessages.issuedOn[language]}</dt>
        <dd>
          <Day on={issuedOn} language={language} />
        </dd>
      </div>
      <div>
        <dt>{factMessages.expiresOn[language]}</dt>
        <dd>
          <LastDay match={match} language={language} />
        </dd>
      </div>
      {elsewhere && (
        <div>
          <dt>{factMessages.issuer[language]}</dt>
          <dd>{elsewhere[language]}</dd>
        </div>
      )}
      <div>
        <dt>{(elsewhere ? factMessages.registeredBy : factMessages.issuer)[language]}</dt>
        <dd>{issuer.name[language]}</dd>
      </div>
      <Recognition match={match} language={language} />
      {/* Where that is the status, the verdict itself leads there. */}
      {supersededBy && status !== 'superseded' && (
        <div>
          <dt>{factMessages.newer[language]}</dt>
          <dd>
            <a href={address(numberPath(supersededBy.number), { issuer: supersededBy.issuer }, language)}>
              <CertificateNumber>{supersededBy.number}</CertificateNumber>
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** What the law made of the issuer on the day of issue, and, apart, of the course, each with the clause; nothing for a type that no scheme recognises. */
function Recognition({ match: { checks, recognition }, language }: { match: Match; language: Language }) {
  const check = checks.find((one) => one.check === 'recognisedOnIssue');
  if (!check) return null;
  const { outcome, detail } = check;
  const clauseOf = (scheme: string) => schemeMessages[scheme]?.[language] ?? scheme;
  const clauses = detail?.schemes?.map(clauseOf) ?? [];
  const courses = recognition.filter(({ scheme, onIssue }) => onIssue && approvesCourse(scheme));
  const said = { fail: factMessages.notRecognised, unknown: outcomeMessages.unknown };
  return (
    <div>
      <dt>{factMessages.recognition[language]}</dt>
      <dd>
        {outcome !== 'pass' && said[outcome][language]}
        {clauses.map((clause) => (
          <p class={outcome === 'pass' ? undefined : 'small'}>{clause}</p>
        ))}
        {outcome === 'pass' && <p class="small">{factMessages.recognised[language]}</p>}
        {courses.map(({ scheme }) => (
          <p>{clauseOf(scheme)}</p>
        ))}
        {courses.length > 0 && <p class="small">{factMessages.courseApproved[language]}</p>}
      </dd>
    </div>
  );
}

function LastDay({
  match: { expiresOn, extendedFrom, extension, checks },
  language,
}: {
  match: Match;
  language: Language;
}) {
  if (!expiresOn) {
    const unknown = checks.some(({ check, outcome }) => check === 'inForce' && outcome === 'unknown');
    return <>{(unknown ? factMessages.expiryUnknown : factMessages.doesNotExpire)[language]}</>;
  }
  return (
    <>
      <Day on={expiresOn} language={language} />
      {extendedFrom && <p class="small">{printedDate(extendedFrom, extension, language)}</p>}
    </>
  );
}

/** A masked name shows stars in place of what it hides. */
function isMasked({ holder }: Match): boolean {
  return /[*＊]/.test(holder.name + (holder.nameZh ?? ''));
}
