import { tryMessages } from '#web/messages/pages.ts';
import type { PageContext } from '#web/ui/page-context.ts';
import { CertificateNumber } from '#web/ui/text.tsx';
import type { Asked } from './asked.ts';

/** Says which number was looked up, where letters were read as the figures that they are misread for. */
export function ReadAs({ asked, context: { language } }: { asked: Asked; context: PageContext }) {
  if (!asked.readAs) return null;
  return (
    <div>
      <p>
        {tryMessages.numberAsked[language]}
        <CertificateNumber>{asked.number}</CertificateNumber>
      </p>
      <p>
        {tryMessages.readAs[language]}
        <CertificateNumber>{asked.readAs}</CertificateNumber>
      </p>
    </div>
  );
}
