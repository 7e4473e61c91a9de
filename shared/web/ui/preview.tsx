import type { Language } from '#register/certificate/credential.ts';
import { homeMessages, siteMessages } from '#web/messages/pages.ts';

interface PreviewProps {
  language: Language;
  publicBaseUrl: string;
  /** Of a page that may be found: its title and address. Others are shown as the site, as what they tell is not for all. */
  page?: { title: string; path: string; description: string } | undefined;
}

/** What is shown of a link in a message, and in a search engine (Open Graph). */
export function Preview({ language, publicBaseUrl, page }: PreviewProps) {
  const base = publicBaseUrl.replace(/\/$/, '');
  const description = page?.description ?? homeMessages.preview[language];
  return (
    <>
      <meta name="description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={siteMessages.name[language]} />
      <meta property="og:title" content={page?.title ?? siteMessages.name[language]} />
      <meta property="og:description" content={description} />
      <meta property="og:locale" content={language === 'en' ? 'en_GB' : 'zh_HK'} />
      <meta property="og:image" content={`${base}/icon.png`} />
      {page && <meta property="og:url" content={`${base}${page.path}`} />}
    </>
  );
}
