import type { CheckedRow, RowKind } from '#lists/check-list.ts';
import { listPageMessages as messages, rowSentence, rowWord } from '#lists/messages/lists.ts';
import type { ProviderNames } from '#lists/site/list-providers.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { address } from '#web/http/current-page.ts';
import { numberPath } from '#web/http/verify-address.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { statusColours as statusTones } from '#web/ui/status-colours.ts';
import { CertificateNumber } from '#web/ui/text.tsx';

export const tones: Record<RowKind, string> = {
  ...statusTones,
  mistyped: 'stop',
  notFound: 'plain',
  several: 'stop',
  nameDiffers: 'stop',
  unclear: 'soon',
  repeated: 'plain',
};

/** What is in order and stays so: folded away on a phone, where other rows are what one came for. */
export const folded: ReadonlySet<RowKind> = new Set(['valid', 'repeated']);

/** Said outright: a table whose boxes are laid out otherwise is none for some browsers. */
const as = (role: string) => ({ role });

interface ListTableProps {
  rows: CheckedRow[];
  providers: ProviderNames;
  context: PageContext;
  on: CivilDate;
}

/** A table that becomes cards on a phone. */
export function ListTable({ rows, providers, context, on }: ListTableProps) {
  const { language } = context;
  const heads = [messages.row, messages.number, messages.result, messages.type, messages.expiresOn];
  return (
    <table class="rows" {...as('table')}>
      <thead {...as('rowgroup')}>
        <tr {...as('row')}>
          {heads.map((head) => (
            <th scope="col" {...as('columnheader')}>
              {head[language]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as('rowgroup')}>
        {rows.map((row) => (
          <tr {...as('row')} class={folded.has(row.kind) ? 'fine' : undefined}>
            <td {...as('cell')} class="place">
              <span class="label">{messages.row[language]}</span>{' '}
              {row.sheet === undefined ? row.row : `${row.sheet} ${row.row}`}
            </td>
            <th scope="row" {...as('rowheader')}>
              <NumberLink {...{ row, context, on }} />
              {row.name && <span class="typed">{row.name}</span>}
            </th>
            <td {...as('cell')}>
              <span class={`chip ${tones[row.kind]}`}>{rowWord(row, language)}</span>
              <span class="means">{rowSentence(row, language)}</span>
            </td>
            <td {...as('cell')}>
              {row.match && <Certificate match={row.match} {...{ providers, language }} />}
            </td>
            <td {...as('cell')} class="until">
              {row.match?.expiresOn && (
                <>
                  <span class="label">{messages.expiresOn[language]}</span>{' '}
                  <time datetime={row.match.expiresOn}>{row.match.expiresOn}</time>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Only what could be a number stands in an address: what else is in its place may be a name. */
function NumberLink({ row, context, on }: { row: CheckedRow; context: PageContext; on: CivilDate }) {
  const { language, today } = context;
  const number = row.match?.number ?? row.number;
  if (number === '') return <span class="small">{messages.noNumber[language]}</span>;
  const isNumber = row.match !== undefined || (/\d/.test(number) && normaliseNumber(number).ok);
  if (!isNumber || row.kind === 'mistyped') return <CertificateNumber>{number}</CertificateNumber>;
  const query = { issuer: row.issuer, on: on === today ? undefined : on };
  return (
    <a href={address(numberPath(number), query, language)}>
      <CertificateNumber>{number}</CertificateNumber>
    </a>
  );
}

function Certificate(props: {
  match: NonNullable<CheckedRow['match']>;
  providers: ProviderNames;
  language: Language;
}) {
  const { match, providers, language } = props;
  return (
    <>
      <span>{typeByCode(match.type)?.name[language] ?? match.type}</span>
      <span class="small">
        <span class="holder">{match.holder}</span>{' '}
        {match.holderZh && (
          <span class="holder" lang="zh-HK">
            {match.holderZh}
          </span>
        )}
      </span>
      <span class="small">{providers.get(match.issuer)?.[language] ?? match.issuer}</span>
    </>
  );
}
