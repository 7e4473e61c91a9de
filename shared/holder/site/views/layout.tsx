import type { Child } from 'hono/jsx';
import { genuinePage, holderSiteMessages } from '#holder/messages/holder-site.ts';
import { ownCertificatesMessages } from '#holder/messages/own-certificates.ts';
import { style } from '#holder/site/style.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { maskChinese, maskLatin } from '#register/names/holder-name.ts';
import { address } from '#web/http/current-page.ts';
import { siteMessages } from '#web/messages/pages.ts';
import { Document } from '#web/ui/document.tsx';
import { type ErrorPageProps, ErrorPanel } from '#web/ui/error-panel.tsx';
import { failedTitle } from '#web/ui/error-summary.tsx';
import { LanguageSwitch } from '#web/ui/language-switch.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { Preview } from '#web/ui/preview.tsx';

export function Layout({
  context,
  title,
  failed,
  note,
  children,
}: {
  context: PageContext;
  title: string;
  /** A form on it was not taken: its title says so. */
  failed?: boolean;
  /** What to know of the link to the page; left out: that it is its reader's own. */
  note?: string;
  children: Child;
}) {
  const { language, publicBaseUrl, currentPage } = context;
  return (
    <Document
      language={language}
      title={`${failed ? failedTitle(title, language) : title} · ${siteMessages.name[language]}`}
      style={style}
      preview={<Preview language={language} publicBaseUrl={publicBaseUrl} />}
      brand={{ href: address('/', {}, language), name: siteMessages.name[language] }}
      aside={<LanguageSwitch currentPage={currentPage} language={language} />}
      footer={
        <>
          <p>{note ?? holderSiteMessages.secret[language]}</p>
          <p>{genuinePage(new URL(publicBaseUrl).host, language)}</p>
          <p>
            <a class="target" href={address('/privacy', {}, language)}>
              {siteMessages.stored[language]}
            </a>
          </p>
        </>
      }
    >
      {children}
    </Document>
  );
}

export function ErrorPage({ context, ...error }: ErrorPageProps & { context: PageContext }) {
  return (
    <Layout context={context} title={error.messages.title[context.language]}>
      <ErrorPanel {...error} language={context.language} />
      <p>
        <a class="target" href={address('/my', {}, context.language)}>
          {ownCertificatesMessages.title[context.language]}
        </a>
      </p>
    </Layout>
  );
}

/** Masked whatever the provider discloses: several people may read one inbox. */
export function HolderName({ credential: { nameEn, nameZh } }: { credential: Credential }) {
  return (
    <>
      {nameEn && <span>{maskLatin(nameEn)}</span>} {nameZh && <span lang="zh-HK">{maskChinese(nameZh)}</span>}
    </>
  );
}
