import { CERTIFICATES_LINK_DAYS } from '#mail/mailing-rules.ts';
import type { ComposedMail, Mail, MailLinks } from '#mail/ports.ts';
import { addDays } from '#register/civil-date.ts';
import type { ProviderDirectory } from '#register/ports/register.ts';
import { type ReminderNotice, toNotice } from './reminder-notice.ts';
import type { DueStage } from './reminder-record.ts';

export interface WriteReminderDeps {
  providers: ProviderDirectory;
  links: MailLinks;
  compose(notice: ReminderNotice): ComposedMail;
}

/** What is stored of a certificate cannot be put into words. */
export class MailCannotBeWritten extends Error {
  override name = 'MailCannotBeWritten';
}

/** One email for all these stages, which are of one address and one day. */
export async function writeReminder(
  deps: WriteReminderDeps,
  stages: readonly [DueStage, ...DueStage[]],
): Promise<{ mail: Mail }> {
  // As it was given: only the domain of an address is indifferent to case.
  const to = stages[0].seen.credential.email ?? '';
  const notice = await noticeFor(deps, stages, to);
  try {
    return { mail: { to, ...deps.compose(notice) } };
  } catch (cause) {
    throw new MailCannotBeWritten('an email cannot be written', { cause });
  }
}

async function noticeFor(
  { providers, links }: WriteReminderDeps,
  stages: readonly [DueStage, ...DueStage[]],
  email: string,
): Promise<ReminderNotice> {
  const [{ on, seen }] = stages;
  const certificates = stages.map(async (stage) =>
    toNotice(stage, await providers.get(stage.seen.credential.provider)),
  );
  const { key, provider } = seen.credential;
  return {
    on,
    certificates: await Promise.all(certificates),
    tokens: {
      unsubscribe: await links.sign('unsubscribe', { email, key, provider }),
      certificates: await links.sign('certificates', { email, until: addDays(on, CERTIFICATES_LINK_DAYS) }),
    },
  };
}
