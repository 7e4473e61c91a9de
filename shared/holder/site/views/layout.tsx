import type { Child } from 'hono/jsx';
import { genuinePage, holderSiteWords } from '#holder/messages/holder-site.ts';
import { style } from '#holder/site/style.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { maskChinese, maskLatin } from '#register/names/holder-name.ts';
import { address } from '#web/http/current-page.ts';
import { siteWords } from '#web/messages/pages.ts';
import { Document } from '#web/ui/document.tsx';
import { LanguageSwitch } from '#web/ui/language-switch.tsx';
import { Lost, type LostProps } from '#web/ui/lost.tsx';
import type { PageContext } from '#web/ui/page-context.ts';

export function Layout({
  context,
  title,
  children,
}: {
  context: PageContext;
  title: string;
  children: Child;
}) {
  const { language, publicBaseUrl, here } = context;
  return (
    <Document
      language={language}
      title={`${title} · ${siteWords.name[language]}`}
      style={style}
      brand={{ href: address('/', {}, language), name: siteWords.name[language] }}
      aside={<LanguageSwitch here={here} language={language} />}
      footer={
        <>
          <p>{holderSiteWords.secret[language]}</p>
          <p>{genuinePage(new URL(publicBaseUrl).host, language)}</p>
          <p>
            <a class="target" href={address('/privacy', {}, language)}>
              {siteWords.stored[language]}
            </a>
          </p>
        </>
      }
    >
      {children}
    </Document>
  );
}

export function LostPage({ context, ...lost }: LostProps & { context: PageContext }) {
  return (
    <Layout context={context} title={lost.words.title[context.language]}>
      <Lost {...lost} language={context.language} />
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
