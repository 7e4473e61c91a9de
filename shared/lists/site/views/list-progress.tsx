import { listPageMessages as messages } from '#lists/messages/lists.ts';
import type { ListReport } from '#lists/report-list.ts';
import { Layout } from '#web/ui/employer/layout.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { progressScript } from '#web/ui/progress-script.ts';

const REFRESH_SECONDS = 5;

interface ListProgressProps {
  context: PageContext;
  report: ListReport;
  text: string;
  /** Where the script asks how far it is. */
  address: string;
}

/** The script moves the bar; without one the page is asked for again. */
export function ListProgressPage({ context, report, text, address }: ListProgressProps) {
  const { language } = context;
  const title = messages.checking[language];
  return (
    <Layout context={context} title={title} script={progressScript} refreshSeconds={REFRESH_SECONDS}>
      <section class="stack" data-progress={address} data-lost={messages.lost[language]}>
        <h1>{title}</h1>
        <progress aria-label={title} max={report.list.total} value={report.done} />
        <p data-said>{text}</p>
        <p class="hidden" role="status" />
        <p class="small">{messages.leave[language]}</p>
      </section>
    </Layout>
  );
}
