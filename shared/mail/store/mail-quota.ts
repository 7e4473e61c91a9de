import { GetSendQuotaCommand, SESClient } from '@aws-sdk/client-ses';
import type { MailQuota } from '#mail/ports.ts';
import type { Clock } from '#register/ports/clock.ts';

/** SES answers one such question a second; what the account may do changes once in weeks. */
const REMEMBERED_MS = 60_000;
const MAX_TRIES = 8;

interface Quota {
  /** Mails a second. */
  rate: number;
  /** Mails that may still go within 24 hours. */
  remaining: number;
}

export interface AccountQuota extends MailQuota {
  rate(): Promise<number>;
}

/** What the account may send (`GetSendQuota`). -1 stands for no limit. */
export function createMailQuota(settings: { region: string; clock: Clock }): AccountQuota {
  // Many functions may start at the same time, and ask at that.
  const ses = new SESClient({ region: settings.region, maxAttempts: MAX_TRIES });
  let known: { quota: Promise<Quota>; readAt: number } | undefined;

  async function read(): Promise<Quota> {
    const {
      MaxSendRate = 1,
      Max24HourSend = -1,
      SentLast24Hours = 0,
    } = await ses.send(new GetSendQuotaCommand({}));
    return {
      rate: MaxSendRate > 0 ? MaxSendRate : 1,
      remaining: Max24HourSend < 0 ? Number.POSITIVE_INFINITY : Math.max(0, Max24HourSend - SentLast24Hours),
    };
  }

  async function quota(): Promise<Quota> {
    const now = Date.parse(settings.clock());
    if (!known || now - known.readAt > REMEMBERED_MS) known = { quota: read(), readAt: now };
    try {
      return await known.quota;
    } catch (error) {
      known = undefined;
      throw error;
    }
  }

  let lastRate: number | undefined;
  return {
    async rate() {
      try {
        lastRate = (await quota()).rate;
      } catch (error) {
        // The rate of a while ago is nearly always the rate still; what remains of the quota is not.
        if (lastRate === undefined) throw error;
      }
      return lastRate;
    },
    remaining: async () => (await quota()).remaining,
  };
}
