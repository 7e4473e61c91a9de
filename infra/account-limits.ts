import { AccountClient, GetRegionOptStatusCommand } from '@aws-sdk/client-account';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { StageSettings } from '#infra/stage';

/** What an account lets a stage do, as AWS says it. */
export interface AccountLimits {
  /** Regions of the stage that are not enabled. */
  disabledRegions: string[];
  /** How many functions may run at once in the stage's region. */
  concurrency: number;
  /** How many requests a second the APIs of the account take together in that region. Undefined: who asks may not know. */
  requests: number | undefined;
  /** How many units a second one table may be made ready for; undefined as above. */
  table: { reads: number | undefined; writes: number | undefined };
  mail: {
    inSandbox: boolean;
    /** SES has not stopped the account. */
    maySend: boolean;
    inDay: number;
    /** Undefined: SES does not know the identity. */
    verified: boolean | undefined;
  };
}

/** What Service Quotas calls them, in every region. */
const QUOTAS = {
  requests: { ServiceCode: 'apigateway', QuotaCode: 'L-8A5B8E43' },
  reads: { ServiceCode: 'dynamodb', QuotaCode: 'L-CF0CBE56' },
  writes: { ServiceCode: 'dynamodb', QuotaCode: 'L-AB614373' },
} as const;

/** Reads them with the credentials at hand; changes nothing. What lies in a region that is not enabled is not asked for. */
export async function readAccountLimits(stage: StageSettings): Promise<AccountLimits> {
  const disabledRegions = await disabledOf([...new Set([stage.region, stage.mail.region])]);
  if (disabledRegions.length > 0)
    return {
      disabledRegions,
      concurrency: Number.POSITIVE_INFINITY,
      requests: Number.POSITIVE_INFINITY,
      table: { reads: Number.POSITIVE_INFINITY, writes: Number.POSITIVE_INFINITY },
      mail: { inSandbox: false, maySend: true, inDay: Number.POSITIVE_INFINITY, verified: true },
    };
  const { AccountLimit } = await new LambdaClient({ region: stage.region }).send(
    new GetAccountSettingsCommand({}),
  );
  const quotas = new ServiceQuotasClient({ region: stage.region });
  const ses = new SESv2Client({ region: stage.mail.region });
  const account = await ses.send(new GetAccountCommand({}));
  const inDay = account.SendQuota?.Max24HourSend ?? 0;
  return {
    disabledRegions,
    concurrency: AccountLimit?.ConcurrentExecutions ?? 0,
    requests: await granted(quotas, QUOTAS.requests),
    table: { reads: await granted(quotas, QUOTAS.reads), writes: await granted(quotas, QUOTAS.writes) },
    mail: {
      inSandbox: account.ProductionAccessEnabled !== true,
      maySend: account.SendingEnabled === true && account.EnforcementStatus !== 'SHUTDOWN',
      // -1 stands for no limit.
      inDay: inDay < 0 ? Number.POSITIVE_INFINITY : inDay,
      verified: await isVerified(ses, stage.mail.identity),
    },
  };
}

async function disabledOf(regions: string[]): Promise<string[]> {
  // It answers in one region for all.
  const account = new AccountClient({ region: 'us-east-1' });
  const found: string[] = [];
  for (const region of regions) {
    const { RegionOptStatus } = await account.send(new GetRegionOptStatusCommand({ RegionName: region }));
    if (RegionOptStatus !== 'ENABLED' && RegionOptStatus !== 'ENABLED_BY_DEFAULT') found.push(region);
  }
  return found;
}

/**
 * A quota that was never changed is often not known by what was granted, only by what everybody has. Undefined where these
 * credentials may not ask.
 */
async function granted(
  quotas: ServiceQuotasClient,
  asked: (typeof QUOTAS)[keyof typeof QUOTAS],
): Promise<number | undefined> {
  try {
    return (await quotas.send(new GetServiceQuotaCommand(asked))).Quota?.Value;
  } catch (error) {
    if (isNamed(error, 'AccessDeniedException')) return undefined;
    if (!isNamed(error, 'NoSuchResourceException')) throw error;
  }
  try {
    return (await quotas.send(new GetAWSDefaultServiceQuotaCommand(asked))).Quota?.Value;
  } catch (error) {
    if (isNamed(error, 'AccessDeniedException')) return undefined;
    throw error;
  }
}

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name;

async function isVerified(ses: SESv2Client, identity: string): Promise<boolean | undefined> {
  try {
    const { VerifiedForSendingStatus } = await ses.send(
      new GetEmailIdentityCommand({ EmailIdentity: identity }),
    );
    return VerifiedForSendingStatus === true;
  } catch (error) {
    if (isNamed(error, 'NotFoundException')) return undefined;
    throw error;
  }
}
