import { certificatesMessages } from '#provider/messages/console-certificates.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Credential, Language } from '#register/certificate/credential.ts';
import { effectiveExpiry, statusOn } from '#register/certificate/history.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { recordPath } from '#web/console/record-path.ts';
import { fieldNames } from '#web/messages/certificate-fields.ts';
import { statusMessages } from '#web/messages/verdict.ts';
import { statusColours } from '#web/ui/status-colours.ts';
import { CertificateNumber } from '#web/ui/text.tsx';

const holderOf = ({ nameEn, nameZh }: Credential) => [nameEn, nameZh].filter(Boolean).join(' ');
const typeOf = ({ type }: Credential, language: Language) => typeByCode(type)?.name[language] ?? type;

interface CertificateTableProps {
  items: readonly Credential[];
  on: CivilDate;
  label: string;
  language: Language;
}

/** On a phone each row is a card; what decides comes first. */
export function CertificateTable({ items, on, label, language }: CertificateTableProps) {
  const heads = {
    holder: certificatesMessages.holder[language],
    lastDay: certificatesMessages.lastDay[language],
    status: certificatesMessages.status[language],
    type: fieldNames.type.inFile[language],
    email: fieldNames.email.onRecord[language],
  };
  return (
    <div class="scroll">
      <table class="listed" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{fieldNames.number.onRecord[language]}</th>
            {Object.values(heads).map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => {
            const status = statusOn(one, on);
            return (
              <tr>
                <th scope="row">
                  <a href={recordPath(one.number)}>
                    <CertificateNumber>{one.number}</CertificateNumber>
                  </a>
                </th>
                <td data-label={heads.holder}>{holderOf(one)}</td>
                <td data-label={heads.lastDay} class="day">
                  {effectiveExpiry(one) ?? '–'}
                </td>
                <td data-label={heads.status}>
                  <span>
                    <span class={`badge ${statusColours[status]}`}>{statusMessages[status][language]}</span>
                  </span>
                </td>
                <td data-label={heads.type}>{typeOf(one, language)}</td>
                <td data-label={heads.email} class="url">
                  {one.email ?? '–'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The same and what the table has no room for, for a spreadsheet. */
export function csvRows(items: readonly Credential[], on: CivilDate, language: Language): string[][] {
  const head = [
    fieldNames.number.onRecord,
    fieldNames.nameEn.onRecord,
    fieldNames.nameZh.onRecord,
    fieldNames.type.inFile,
    certificatesMessages.status,
    fieldNames.issuedOn.onRecord,
    fieldNames.expiresOn.inFile,
    fieldNames.email.onRecord,
    fieldNames.courseSession.onRecord,
  ].map((messages) => messages[language]);
  const rows = items.map((one) => [
    one.number,
    one.nameEn ?? '',
    one.nameZh ?? '',
    typeOf(one, language),
    statusMessages[statusOn(one, on)][language],
    one.issuedOn,
    effectiveExpiry(one) ?? '',
    one.email ?? '',
    one.courseSession ?? '',
  ]);
  return [head, ...rows];
}
