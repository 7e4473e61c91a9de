import type { LeftOut } from '#lists/check-list.ts';
import { noNumber, severalMeans } from '#lists/messages/lists.ts';
import { LeftOutNote } from '#lists/site/views/left-out.tsx';
import type { Language } from '#register/certificate/credential.ts';
import { isIdentityForNumber } from '#register/names/holder-input.ts';
import type { RowWatched } from '#watch/add-watched.ts';
import {
  addedMessages,
  addedOutcomes,
  addedSummary,
  mistypedCharacter,
  notFoundNamed,
} from '#watch/messages/watch-added.ts';
import { siteMessages } from '#watch/messages/watch-site.ts';
import { address } from '#web/http/current-page.ts';
import { identityForNumber } from '#web/messages/problems.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import { control, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { CertificateNumber } from '#web/ui/text.tsx';
import { BackToSite } from './back-to-site.tsx';

interface AddFormProps {
  path: string;
  /** Why nothing was read of what was sent. */
  unread?: Unread | undefined;
  language: Language;
}

export interface Unread {
  message: string;
  pasted: string;
}

/** A paste box and a file, whichever is at hand. */
export function AddForm({ path, unread, language }: AddFormProps) {
  const errors = addErrors(unread);
  return (
    <section class="stack rule screen" aria-labelledby="add">
      <h2 id="add">{siteMessages.add[language]}</h2>
      <form
        class="box"
        method="post"
        enctype="multipart/form-data"
        action={address(`${path}/numbers`, {}, language)}
        novalidate
      >
        <div class="field">
          <label for="paste">{siteMessages.paste[language]}</label>
          <FieldError field="paste" errors={errors} />
          <textarea
            {...control('paste', errors, true)}
            name="list"
            rows={5}
            spellcheck={false}
            autocomplete="off"
          >
            {unread?.pasted}
          </textarea>
          <p class="small" id="paste-hint">
            {siteMessages.pasteHint[language]}
          </p>
        </div>
        <div class="field">
          <label for="file">{siteMessages.file[language]}</label>
          <input
            id="file"
            name="file"
            type="file"
            accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          />
        </div>
        <button class="main" type="submit">
          {siteMessages.addButton[language]}
        </button>
      </form>
    </section>
  );
}

export const addErrors = (unread: Unread | undefined): FieldErrors =>
  unread ? { paste: unread.message } : {};

/** What has to be corrected comes first. */
const failures: RowWatched['outcome'][] = [
  'impossible',
  'notFound',
  'several',
  'nameDiffers',
  'crowded',
  'full',
];
const order: RowWatched['outcome'][] = [...failures, 'already', 'added'];
const tones: Record<RowWatched['outcome'], string> = {
  impossible: 'soon',
  notFound: 'soon',
  several: 'stop',
  nameDiffers: 'stop',
  crowded: 'soon',
  full: 'soon',
  already: 'plain',
  added: 'valid',
};

interface AddedPageProps {
  rows: readonly (RowWatched & { name?: string | undefined; sheet?: string | undefined })[];
  leftOut?: LeftOut | undefined;
  path: string;
  context: PageContext;
}

/** What became of each row, when not all of them were added. */
export function AddedPage({ rows, leftOut, path, context }: AddedPageProps) {
  const { language } = context;
  const count = (...outcomes: RowWatched['outcome'][]) =>
    rows.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const failed = count(...failures);
  const sorted = rows.toSorted(
    (a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || a.row - b.row,
  );
  return (
    <Layout context={context} title={addedMessages.title[language]} note={siteMessages.secret[language]}>
      <div class="stack">
        <h1>{addedMessages.title[language]}</h1>
        <p class="lead" role="status">
          {addedSummary(count('added'), count('already'), failed, language)}
        </p>
        {failed > 0 && <p>{addedMessages.mend[language]}</p>}
        {leftOut && <LeftOutNote leftOut={leftOut} language={language} />}
      </div>
      <table class="watched added">
        <thead>
          <tr>
            <th scope="col">{addedMessages.row[language]}</th>
            <th scope="col">{addedMessages.typed[language]}</th>
            <th scope="col">{addedMessages.outcome[language]}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr>
              <td class="num">{row.sheet === undefined ? row.row : `${row.sheet} ${row.row}`}</td>
              <th scope="row">
                <CertificateNumber>{row.number}</CertificateNumber>
                {row.name !== undefined && <span class="who">{row.name}</span>}
              </th>
              <td class={tones[row.outcome]}>
                <span class="said">{outcomeText(row, language)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <BackToSite path={path} language={language} />
      <AddForm path={path} language={language} />
    </Layout>
  );
}

function outcomeText(row: AddedPageProps['rows'][number], language: Language): string {
  const { outcome, problem, issuers = [], number, name } = row;
  if (outcome === 'several') return severalMeans(issuers, number, language);
  if (outcome === 'impossible' && isIdentityForNumber(number)) return identityForNumber[language];
  if (outcome === 'impossible' && !/\d/.test(number)) return noNumber[language];
  if (outcome === 'notFound' && name) return notFoundNamed[language];
  return (outcome === 'impossible' && problem ? mistypedCharacter[problem] : addedOutcomes[outcome])[
    language
  ];
}
