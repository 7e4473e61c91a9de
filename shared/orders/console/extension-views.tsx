import { type OrderDraft, type OrderSkip, orderSkips } from '#orders/extension-order.ts';
import {
  extendButton,
  extendsSentence,
  extensionMessages,
  orderProgress,
  orderSkipMessages,
  orderStateMessages,
} from '#orders/messages/console-extensions.ts';
import type { ExtensionPreview } from '#orders/preview-extension.ts';
import type { ReportedOrder } from '#orders/report-extension.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { Scroll } from '#web/console/scroll.tsx';
import { control, ErrorSummary, FieldError, type FieldErrors } from '#web/ui/error-summary.tsx';
import { HiddenForm } from './extension-form.tsx';
import type { ExtensionForm } from './extension-input.ts';

const typeName = (code: string, language: Language) => typeByCode(code)?.name[language] ?? code;
const typeNames = ({ types }: Pick<OrderDraft, 'types'>, language: Language) =>
  types?.map((code) => typeName(code, language)).join(language === 'en' ? ', ' : '、') ??
  extensionMessages.allTypes[language];

interface PreviewProps {
  preview: ExtensionPreview;
  form: ExtensionForm;
  language: Language;
}

/** What the order would do, to how many, before anything is changed. */
export function PreviewPage({ preview, form, language }: PreviewProps) {
  const { matching, types, skipped } = preview;
  return (
    <section class="stack measure">
      <h1>{extensionMessages.confirm[language]}</h1>
      <p>
        <strong>
          {matching
            ? extendsSentence(matching, form.expiresOn, language)
            : extensionMessages.nothing[language]}
        </strong>
      </p>
      <Summary draft={{ ...form, types: form.types.length ? form.types : undefined }} language={language} />
      {types.length > 0 && (
        <Counts
          head={extensionMessages.type[language]}
          rows={types.map(({ type, count }) => [typeName(type, language), count])}
          language={language}
        />
      )}
      <Skipped skipped={skipped} language={language} />
      <div class="row">
        {matching > 0 && (
          <form method="post" action="/console/extension-orders">
            <HiddenForm form={form} />
            <button class="main" type="submit">
              {extendButton(matching, language)}
            </button>
          </form>
        )}
        <form method="post" action="/console/extension-orders/new">
          <HiddenForm form={form} />
          <button class="second" type="submit">
            {extensionMessages.back[language]}
          </button>
        </form>
      </div>
    </section>
  );
}

interface OrderPageProps {
  order: ReportedOrder;
  mayWithdraw: boolean;
  language: Language;
}

/** One order: what it says, how far it is, and the way to take it back. */
export function OrderPage({ order, mayWithdraw, language }: OrderPageProps) {
  const { counts, state } = order;
  const undoing = state === 'withdrawing' || state === 'withdrawn';
  const [done, of] = undoing ? [counts.withdrawn, counts.extended] : [counts.extended, counts.matching];
  const running = state === 'applying' || state === 'withdrawing';
  return (
    <section class="stack measure">
      <h1>
        {extensionMessages.title[language]} {hongKongDay(order.createdAt)}
      </h1>
      <p role="status">
        <strong>{orderStateMessages[state][language]}</strong>
        {language === 'en' ? ': ' : '：'}
        {orderProgress(done, running ? of : undefined, language)}
      </p>
      {running && (
        <progress aria-label={orderStateMessages[state][language]} {...(of && { value: done, max: of })} />
      )}
      <Summary draft={order} language={language} />
      <Skipped skipped={counts.skipped} language={language} />
      <div class="row">
        {!undoing && mayWithdraw && (
          <a class="button" href={`/console/extension-orders/${order.id}/withdraw`}>
            {extensionMessages.withdraw[language]}
          </a>
        )}
        <a class="button" href="/console/extension-orders">
          {extensionMessages.all[language]}
        </a>
      </div>
    </section>
  );
}

interface WithdrawProps {
  order: ReportedOrder;
  /** The reason that was sent, and why it was refused. */
  refused?: { reason: string; error: string } | undefined;
  language: Language;
}

export function WithdrawForm({ order, refused, language }: WithdrawProps) {
  const errors: FieldErrors = refused ? { reason: refused.error } : {};
  return (
    <section class="stack measure">
      <ErrorSummary errors={errors} language={language} />
      <h1>{extensionMessages.withdraw[language]}</h1>
      <p>
        <strong>{orderProgress(order.counts.extended, undefined, language)}</strong>
        {language === 'en' ? '. ' : '。'}
        {extensionMessages.withdrawMeans[language]}
      </p>
      <Summary draft={order} language={language} />
      <form method="post" novalidate>
        <div class="field">
          <label for="reason">{extensionMessages.withdrawalReason[language]}</label>
          <p class="small" id="reason-hint">
            {extensionMessages.reasonHint[language]}
          </p>
          <FieldError field="reason" errors={errors} />
          <textarea {...control('reason', errors, true)} rows={3} maxlength={500} required>
            {refused?.reason}
          </textarea>
        </div>
        <div class="row">
          <button class="danger" type="submit">
            {extensionMessages.withdraw[language]}
          </button>
          <a class="button" href={`/console/extension-orders/${order.id}`}>
            {extensionMessages.keep[language]}
          </a>
        </div>
      </form>
    </section>
  );
}

/** All orders of the provider, newest first. */
export function OrderTable({ orders, language }: { orders: ReportedOrder[]; language: Language }) {
  return (
    <Scroll label={extensionMessages.title[language]}>
      <table>
        <thead>
          <tr>
            <th scope="col">{extensionMessages.given[language]}</th>
            <th scope="col">{extensionMessages.range[language]}</th>
            <th scope="col">{extensionMessages.expiresOn[language]}</th>
            <th scope="col">{extensionMessages.types[language]}</th>
            <th scope="col">{extensionMessages.state[language]}</th>
            <th scope="col" class="figure">
              {extensionMessages.extended[language]}
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr>
              <th scope="row" class="day">
                <a href={`/console/extension-orders/${order.id}`}>{hongKongDay(order.createdAt)}</a>
              </th>
              <td class="day">
                {order.expiringFrom} – {order.expiringTo}
              </td>
              <td class="day">{order.expiresOn}</td>
              <td>{typeNames(order, language)}</td>
              <td>{orderStateMessages[order.state][language]}</td>
              <td class="figure">{order.counts.extended}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface SummaryProps {
  draft: {
    expiringFrom: string;
    expiringTo: string;
    expiresOn: string;
    types?: string[] | undefined;
    reason: string;
  };
  language: Language;
}

function Summary({ draft, language }: SummaryProps) {
  return (
    <dl class="facts">
      <div>
        <dt>{extensionMessages.range[language]}</dt>
        <dd class="day">
          {draft.expiringFrom} – {draft.expiringTo}
        </dd>
      </div>
      <div>
        <dt>{extensionMessages.expiresOn[language]}</dt>
        <dd class="day">{draft.expiresOn}</dd>
      </div>
      <div>
        <dt>{extensionMessages.types[language]}</dt>
        <dd>{typeNames(draft, language)}</dd>
      </div>
      <div>
        <dt>{extensionMessages.reason[language]}</dt>
        <dd>{draft.reason}</dd>
      </div>
    </dl>
  );
}

function Skipped({ skipped, language }: { skipped: Partial<Record<OrderSkip, number>>; language: Language }) {
  const rows = orderSkips.flatMap((code): [string, number][] =>
    skipped[code] ? [[orderSkipMessages[code][language], skipped[code]]] : [],
  );
  if (!rows.length) return null;
  return (
    <>
      <h2>{extensionMessages.skipped[language]}</h2>
      <Counts head={extensionMessages.why[language]} rows={rows} language={language} />
    </>
  );
}

function Counts({ head, rows, language }: { head: string; rows: [string, number][]; language: Language }) {
  return (
    <Scroll label={head}>
      <table>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" class="figure">
              {extensionMessages.count[language]}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([what, count]) => (
            <tr>
              <th scope="row">{what}</th>
              <td class="figure">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
