import type { Child } from 'hono/jsx';
import { Document } from '#functions/look/document.tsx';
import { LanguageSwitch } from '#functions/look/language-switch.tsx';
import { Lost, type LostProps } from '#functions/look/lost.tsx';
import type { PageContext } from '#functions/look/page-context.ts';
import { address } from '#http/here.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { maskChinese, maskLatin } from '#register/names/holder-name.ts';
import { genuinePage, holderSiteWords } from '#words/holder-site';
import { siteWords } from '#words/pages';
import { style } from '../style.ts';

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
