import type { Language } from '#domain/credential';
import type { Match } from '#domain/verification';
import { CertificateNumber, Day } from '#functions/look/text.tsx';
import { factWords, printedDate } from '#words/pages';

/** What to compare with the paper, in the order in which it stands on one. */
export function Facts({ match, language }: { match: Match; language: Language }) {
  const { holder, type, number, issuedOn, issuer } = match;
  return (
    <dl class="facts">
      <div>
        <dt>{factWords.holder[language]}</dt>
        <dd>
          <span class="name">
            <span>{holder.name}</span> {holder.nameZh && <span lang="zh-HK">{holder.nameZh}</span>}
          </span>
          {isMasked(match) && <p class="small">{factWords.partly[language]}</p>}
        </dd>
      </div>
      <div>
        <dt>{factWords.certificate[language]}</dt>
        <dd>
          {type.name[language]}
          {type.endorsement && (
            <p class="small">
              <span lang="en">{type.endorsement}</span>{' '}
              <span class="phrase">{factWords.endorsed[language]}</span>
            </p>
          )}
        </dd>
      </div>
      <div>
        <dt>{factWords.number[language]}</dt>
        <dd>
          <CertificateNumber>{number}</CertificateNumber>
        </dd>
      </div>
      <div>
        <dt>{factWords.issuedOn[language]}</dt>
        <dd>
          <Day on={issuedOn} language={language} />
        </dd>
      </div>
      <div>
        <dt>{factWords.expiresOn[language]}</dt>
        <dd>
          <LastDay match={match} language={language} />
        </dd>
      </div>
      <div>
        <dt>{factWords.issuer[language]}</dt>
        <dd>{issuer.name[language]}</dd>
      </div>
    </dl>
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
    return <>{(unknown ? factWords.expiryUnknown : factWords.doesNotExpire)[language]}</>;
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
