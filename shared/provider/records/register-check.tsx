import { languageNames, recordMessages } from '#provider/messages/console-records.ts';
import { registerMessages } from '#provider/messages/console-register.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { CredentialFacts } from '#register/certificate/credential-input.ts';
import { fieldNames } from '#web/messages/certificate-fields.ts';
import { CertificateNumber, Day } from '#web/ui/text.tsx';
import { recordFields } from './facts-shown.ts';

interface CheckedFactsProps {
  facts: CredentialFacts;
  /** From what its last valid day follows, where it was not typed. */
  computed: keyof typeof registerMessages.computed | undefined;
  language: Language;
}

/** What would be registered, to compare with the paper. */
export function CheckedFacts({ facts, computed, language }: CheckedFactsProps) {
  const none = <span class="lead">{recordMessages.none[language]}</span>;
  const values = {
    nameEn: facts.nameEn ?? none,
    nameZh: facts.nameZh ? <span lang="zh-HK">{facts.nameZh}</span> : none,
    type: typeByCode(facts.type)?.name[language] ?? facts.type,
    number: facts.number ? (
      <CertificateNumber>{facts.number}</CertificateNumber>
    ) : (
      registerMessages.assigned[language]
    ),
    issuedOn: <Day on={facts.issuedOn} language={language} />,
    expiresOn: facts.expiresOn ? (
      <>
        <strong>
          <Day on={facts.expiresOn} language={language} />
        </strong>{' '}
        {computed && <span class="small">{registerMessages.computed[computed][language]}</span>}
      </>
    ) : (
      recordMessages.doesNotExpire[language]
    ),
    courseSession: facts.courseSession ?? none,
    email: facts.email ? <span class="url">{facts.email}</span> : none,
    language: languageNames[facts.language][language],
  };
  return (
    <dl class="facts">
      {recordFields.map((field) => (
        <div>
          <dt>{fieldNames[field].onRecord[language]}</dt>
          <dd>{values[field]}</dd>
        </div>
      ))}
    </dl>
  );
}
