import { languageNames, printedDay, recordMessages } from '#provider/messages/console-records.ts';
import type { Credential, Language } from '#register/certificate/credential.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import type { Match } from '#register/certificate/verification.ts';
import { fieldNames } from '#web/messages/certificate-fields.ts';
import { CertificateNumber, Day } from '#web/ui/text.tsx';
import { recordFields } from './facts-shown.ts';

interface RecordFactsProps {
  credential: Credential;
  match: Match;
  language: Language;
}

/** What is registered, in the order in which it stands on a certificate. */
export function RecordFacts(props: RecordFactsProps) {
  return (
    <dl class="facts">
      {recordFields.map((field) => (
        <div>
          <dt>{fieldNames[field].onRecord[props.language]}</dt>
          <dd>
            <FieldValue field={field} {...props} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FieldValue({ field, credential, match, language }: RecordFactsProps & { field: Column }) {
  const text = credential[field];
  if (field === 'expiresOn') return <LastDay match={match} language={language} />;
  if (text === undefined) return <span class="lead">{recordMessages.none[language]}</span>;
  switch (field) {
    case 'type':
      return <>{match.type.name[language]}</>;
    case 'number':
      return <CertificateNumber>{text}</CertificateNumber>;
    case 'issuedOn':
      return <Day on={credential.issuedOn} language={language} />;
    case 'language':
      return <>{languageNames[credential.language][language]}</>;
    case 'nameZh':
      return <span lang="zh-HK">{text}</span>;
    case 'email':
      return <span class="url">{text}</span>;
    default:
      return <>{text}</>;
  }
}

function LastDay({ match: { expiresOn, extendedFrom }, language }: { match: Match; language: Language }) {
  if (!expiresOn) return <>{recordMessages.doesNotExpire[language]}</>;
  return (
    <>
      <Day on={expiresOn} language={language} />
      {extendedFrom && <p class="small">{printedDay(extendedFrom, language)}</p>}
    </>
  );
}
