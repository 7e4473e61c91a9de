import type { Child } from 'hono/jsx';
import { fieldLabels, languageNames, printedDay, recordWords } from '#provider/messages/console-records.ts';
import type { Credential, Language } from '#register/certificate/credential.ts';
import type { Match } from '#register/certificate/verification.ts';
import { CertificateNumber, Day } from '#web/ui/text.tsx';

interface RecordFactsProps {
  credential: Credential;
  match: Match;
  language: Language;
}

/** What is registered, in the order in which it stands on a certificate. */
export function RecordFacts({ credential, match, language }: RecordFactsProps) {
  const { number, nameEn, nameZh, email, issuedOn } = credential;
  const none = <span class="lead">{recordWords.none[language]}</span>;
  const facts: [keyof typeof fieldLabels, Child][] = [
    ['nameEn', nameEn ?? none],
    ['nameZh', nameZh ? <span lang="zh-HK">{nameZh}</span> : none],
    ['type', match.type.name[language]],
    ['number', <CertificateNumber>{number}</CertificateNumber>],
    ['issuedOn', <Day on={issuedOn} language={language} />],
    ['expiresOn', <LastDay match={match} language={language} />],
    ['email', email ? <span class="url">{email}</span> : none],
    ['language', languageNames[credential.language][language]],
  ];
  return (
    <dl class="facts">
      {facts.map(([field, value]) => (
        <div>
          <dt>{fieldLabels[field][language]}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function LastDay({ match: { expiresOn, extendedFrom }, language }: { match: Match; language: Language }) {
  if (!expiresOn) return <>{recordWords.doesNotExpire[language]}</>;
  return (
    <>
      <Day on={expiresOn} language={language} />
      {extendedFrom && <p class="small">{printedDay(extendedFrom, language)}</p>}
    </>
  );
}
