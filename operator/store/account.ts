import { GetSendQuotaCommand, SESClient } from '@aws-sdk/client-ses';

/** What the account has sent and may send; null: without a limit. `region`: where its mail leaves from, else this one. */
export async function mailQuota(region: string | undefined) {
  const quota = await new SESClient(region ? { region } : {}).send(new GetSendQuotaCommand({}));
  const { SentLast24Hours = 0, Max24HourSend = -1, MaxSendRate = 1 } = quota;
  // -1 stands for no limit.
  return {
    sentLast24Hours: SentLast24Hours,
    inDay: Max24HourSend < 0 ? null : Max24HourSend,
    inSecond: MaxSendRate < 0 ? null : MaxSendRate,
  };
}
