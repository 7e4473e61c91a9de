import { labelMessages, labelPart } from '#import/messages/console-labels.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Credential, Language } from '#register/certificate/credential.ts';
import { isHanOnly } from '#register/names/holder-input.ts';
import { canonicalPath } from '#web/http/verify-address.ts';
import { qrCode } from '#web/ui/qr-code.ts';
import { CertificateNumber } from '#web/ui/text.tsx';

/** Three columns of eight labels of 70 x 37 mm on A4, the commonest sheet in the shops. */
export const LABELS_A_SHEET = 24;

interface LabelsProps {
  /** Where the labels come from: a file, or one certificate. */
  back: { href: string; name: string };
  /** What is said where there is none. */
  none: string;
  credentials: Credential[];
  part: number;
  parts: number;
  /** How many labels of the first sheet are gone already. */
  used: number;
  publicBaseUrl: string;
  language: Language;
}

/** The labels as they will be printed, with what to know above them. */
export function LabelsPage({
  back,
  none,
  credentials,
  part,
  parts,
  used,
  publicBaseUrl,
  language,
}: LabelsProps) {
  const places = [...Array<undefined>(used).fill(undefined), ...credentials];
  const sheets = Array.from({ length: Math.ceil(places.length / LABELS_A_SHEET) }, (_, i) =>
    places.slice(i * LABELS_A_SHEET, (i + 1) * LABELS_A_SHEET),
  );
  return (
    <>
      <section class="stack measure screen">
        <h1>{labelMessages.title[language]}</h1>
        {credentials.length === 0 ? (
          <p>{none}</p>
        ) : (
          <>
            <p>{labelMessages.lead[language]}</p>
            <p class="small">{labelMessages.left[language]}</p>
            <form method="get" class="row">
              {part > 1 && <input type="hidden" name="part" value={String(part)} />}
              <div class="field">
                <label for="used">{labelMessages.used[language]}</label>
                <input
                  id="used"
                  name="used"
                  type="number"
                  min={0}
                  max={LABELS_A_SHEET - 1}
                  value={String(used)}
                />
              </div>
              <button class="second" type="submit">
                {labelMessages.apply[language]}
              </button>
            </form>
          </>
        )}
        {parts > 1 && (
          <p class="links">
            {Array.from({ length: parts }, (_, i) => i + 1).map((n) => (
              <a href={`?part=${n}`} aria-current={n === part ? 'page' : undefined}>
                {labelPart(n, parts, language)}
              </a>
            ))}
          </p>
        )}
        <p>
          <a href={back.href}>{back.name}</a>
        </p>
      </section>
      {credentials.length > 0 && (
        <section class="sheets" tabindex={0} aria-label={labelMessages.title[language]}>
          {sheets.map((labels) => (
            <ul class="sheet">
              {labels.map((credential) =>
                credential ? (
                  <Label credential={credential} publicBaseUrl={publicBaseUrl} language={language} />
                ) : (
                  <li aria-hidden="true" />
                ),
              )}
            </ul>
          ))}
        </section>
      )}
    </>
  );
}

const MAX_WHOLE_HAN = 6;
/** Split over two lines it reads as two names. */
const isShortHan = (name: string) => isHanOnly(name) && [...name].length <= MAX_WHOLE_HAN;

interface LabelProps {
  credential: Credential;
  publicBaseUrl: string;
  language: Language;
}

function Label({ credential, publicBaseUrl, language }: LabelProps) {
  const { number, provider, nameEn, nameZh, type } = credential;
  const address = publicBaseUrl + canonicalPath(number, provider);
  return (
    <li>
      <div class="code" aria-hidden="true" dangerouslySetInnerHTML={{ __html: qrCode(address) }} />
      <div>
        <p class="number">
          <CertificateNumber>{number}</CertificateNumber>
        </p>
        <p>
          {nameEn} {nameZh && <span class={isShortHan(nameZh) ? 'han' : undefined}>{nameZh}</span>}
        </p>
        <p>{typeByCode(type)?.name[language] ?? type}</p>
        <p class="where">
          {labelMessages.verify[language]} {new URL(publicBaseUrl).host}
        </p>
      </div>
    </li>
  );
}
