import type { Child } from 'hono/jsx';
import type { Provider } from '#register/catalogue/provider.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { isIdentityForNumber } from '#register/names/holder-input.ts';
import { canonicalPath } from '#web/http/verify-address.ts';
import { asOfDay, tryMessages } from '#web/messages/pages.ts';
import { identityForNumber, type ProblemCode, problemMessages } from '#web/messages/problems.ts';
import { notFoundSentence, statusMessages } from '#web/messages/verdict.ts';
import { Contact } from '#web/ui/contact.tsx';
import { ErrorSummary, type FieldErrors } from '#web/ui/error-summary.tsx';
import { StatusIcon } from '#web/ui/icons.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { CertificateNumber } from '#web/ui/text.tsx';
import type { Asked } from './asked.ts';
import { VerifyForm } from './forms.tsx';
import { Layout } from './layout.tsx';
import { ReadAs } from './read-as.tsx';

/** What is easily taken for something else on paper. */
const MIX_UPS = ['0O', '1I', '1L', '2Z', '5S', '8B'] as const;

interface NoAnswerProps {
  asked: Asked;
  context: PageContext;
}

/** No record: says what to try, and no more, whether the number is unknown or may not be shown. */
export function NotFoundPage({
  asked,
  on,
  provider,
  context,
}: NoAnswerProps & { on: CivilDate; provider: Provider | undefined }) {
  const { language } = context;
  return (
    <NoAnswer
      asked={asked}
      context={context}
      title={statusMessages.notFound[language]}
      canonical={canonicalPath(asked.number, asked.issuer, asked.on)}
      form={{}}
    >
      <Panel title={statusMessages.notFound[language]}>
        <p>{notFoundSentence[language]}</p>
        {asked.readAs ? (
          <ReadAs asked={asked} context={context} />
        ) : (
          <p>
            {tryMessages.numberAsked[language]}
            <CertificateNumber>{asked.number}</CertificateNumber>
          </p>
        )}
        <p class="asof">{asOfDay(on, language)}</p>
      </Panel>
      <section class="stack" aria-labelledby="try-title">
        <h2 id="try-title">{tryMessages.title[language]}</h2>
        <ol class="steps">
          <li>
            {tryMessages.look[language]}
            <MixUps context={context} />
          </li>
          <li>{tryMessages.whole[language]}</li>
          <li>{tryMessages.name[language]}</li>
          <li>
            {tryMessages.ask[language]}
            {provider?.contact && (
              <p class="ask">
                <strong>{provider.name[language]}</strong>{' '}
                <span class="phrase">
                  <Contact text={provider.contact} />
                </span>
              </p>
            )}
          </li>
        </ol>
      </section>
    </NoAnswer>
  );
}

/** A number that no certificate can have, or a day that is not in the calendar: says which, and asks again. */
export function ImpossiblePage({ asked, problem, context }: NoAnswerProps & { problem: ProblemCode }) {
  const { language } = context;
  const messages = problemMessages[problem];
  const isIdentity = problem === 'invalid_number' && isIdentityForNumber(asked.number);
  const detail = isIdentity ? identityForNumber : messages.detail;
  const errors = { [problem === 'invalid_date' ? 'on' : 'number']: detail[language] };
  return (
    <NoAnswer asked={asked} context={context} title={messages.title[language]} form={{ errors }}>
      <ErrorSummary
        Heading="h1"
        errors={errors}
        problem={{ title: messages.title[language] }}
        language={language}
      >
        {asked.number && (
          <p>
            {tryMessages.numberAsked[language]}
            <CertificateNumber>{asked.number}</CertificateNumber>
          </p>
        )}
      </ErrorSummary>
      {problem === 'wrong_check_character' && (
        <section class="stack" aria-labelledby="try-title">
          <h2 id="try-title">{tryMessages.title[language]}</h2>
          <p>{tryMessages.look[language]}</p>
          <MixUps context={context} />
        </section>
      )}
    </NoAnswer>
  );
}

/** Anything else that went wrong, with the way back to the beginning. */
export function ProblemPage({
  problem,
  requestId,
  context,
}: {
  problem: ProblemCode;
  requestId: string | undefined;
  context: PageContext;
}) {
  const { language } = context;
  const messages = problemMessages[problem];
  return (
    <NoAnswer asked={{ number: '' }} context={context} title={messages.title[language]} form={{}}>
      <Panel title={messages.title[language]}>
        <p>{messages.detail[language]}</p>
        {requestId && (
          <p>
            <code>{requestId}</code>
          </p>
        )}
      </Panel>
    </NoAnswer>
  );
}

interface FrameProps extends NoAnswerProps {
  title: string;
  canonical?: string;
  form: { errors?: FieldErrors };
  children: Child;
}

function NoAnswer({ asked, context, title, canonical, form, children }: FrameProps) {
  const { language } = context;
  return (
    <Layout
      context={context}
      title={title}
      failed={form.errors !== undefined}
      {...(canonical && { canonical })}
    >
      {children}
      <div class="box screen">
        <VerifyForm
          language={language}
          {...asked}
          {...form}
          submit={asked.number ? 'verifyAgain' : 'verify'}
        />
      </div>
    </Layout>
  );
}

function Panel({ title, children }: { title: string; children: Child }) {
  return (
    <div class="panel verdict plain">
      <StatusIcon status="notFound" />
      <div>
        <h1>{title}</h1>
        {children}
      </div>
    </div>
  );
}

function MixUps({ context: { language } }: { context: PageContext }) {
  return (
    <ul class="pairs">
      {MIX_UPS.map(([one, other]) => (
        <li>
          <b>{one}</b> {tryMessages.and[language]} <b>{other}</b>
        </li>
      ))}
    </ul>
  );
}
