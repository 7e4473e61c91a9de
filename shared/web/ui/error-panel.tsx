import type { Language } from '#register/certificate/credential.ts';
import { address } from '#web/http/current-page.ts';
import { siteMessages } from '#web/messages/pages.ts';
import { Panel } from './panel.tsx';

export interface ErrorPageProps {
  messages: Record<'title' | 'detail', Record<Language, string>>;
  /** Of a fault of ours: what to quote to whoever is asked for help. */
  requestId?: string | undefined;
}

/** There is nothing here: why, and what to do instead. The page's title is `words.title`. */
export function ErrorPanel({ messages, requestId, language }: ErrorPageProps & { language: Language }) {
  return (
    <>
      <Panel look="lost" title={messages.title[language]}>
        <p>{messages.detail[language]}</p>
      </Panel>
      {requestId !== undefined && (
        <p>
          {siteMessages.requestNumber[language]}
          <code>{requestId}</code>{' '}
          <a class="target" href={`${address('/help', {}, language)}#contact`}>
            {siteMessages.help[language]}
          </a>
        </p>
      )}
    </>
  );
}
