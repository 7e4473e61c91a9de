import type { AccountLimits } from '#infra/account-limits';
import { reservedConcurrency, type StageSettings, UNRESERVED } from '#infra/stage';

/** What a stage needs and its account does not give, a line each, with what to do about it. */
export function whatIsMissing(
  stage: StageSettings,
  { disabledRegions, concurrency, requests, table, mail }: AccountLimits,
): string[] {
  const { name, accountConcurrency, throttling, warmThroughput } = stage;
  const reserved = reservedConcurrency(stage);
  const lines: (string | false)[] = [
    stage.keepData &&
      stage.backupCopyTo === undefined &&
      'backupCopyTo is not set, so that nothing is left when region or account are lost: the ARN of a vault elsewhere (docs/runbook.md, Copies elsewhere)',
    stage.keepData &&
      stage.canaryNumber === undefined &&
      'canaryNumber is not set, so that nobody asks from outside whether certificates can be verified: the number of one of your own that stays on the register',
    ...disabledRegions.map(
      (region) =>
        `the region ${region} is not enabled in the account: Account settings, AWS Regions; it takes minutes to hours`,
    ),
    concurrency < accountConcurrency &&
      `Lambda runs ${concurrency} functions together in ${stage.region}, stage ${name} counts on ${accountConcurrency}${
        reserved > 0 ? ` (${reserved} reserved, and AWS wants ${UNRESERVED} left)` : ''
      }: ask for a quota of ${accountConcurrency} (Service Quotas, Lambda, Concurrent executions), or set accountConcurrency to ${concurrency}${
        reserved > 0 ? ' and each of concurrency to 0' : ''
      }`,
    [requests, table.reads, table.writes].includes(undefined) &&
      `Service Quotas does not say to these credentials what API Gateway and DynamoDB give in ${stage.region}: allow servicequotas:GetServiceQuota and servicequotas:GetAWSDefaultServiceQuota to these credentials, or look there`,
    requests !== undefined &&
      requests < throttling.rate &&
      `API Gateway takes ${requests} requests a second in ${stage.region}, throttling.rate is ${throttling.rate}: ask for a higher quota (Service Quotas, API Gateway, Throttle rate), or set it to ${requests} at most`,
    ...(['reads', 'writes'] as const).map((kind) => {
      const given = table[kind];
      return (
        given !== undefined &&
        given < (warmThroughput?.[kind] ?? 0) &&
        `DynamoDB gives a table in ${stage.region} ${given} ${kind} a second, warmThroughput.${kind} is ${warmThroughput?.[kind]}: ask for a higher quota (Service Quotas, DynamoDB, Table-level throughput limits), or set it to ${given} at most`
      );
    }),
    mail.inSandbox &&
      !stage.mail.sandbox &&
      `SES in ${stage.mail.region} has the account in its sandbox: ask for production access, or set mail.sandbox for a stage that mails to verified addresses alone`,
    !mail.maySend && `SES in ${stage.mail.region} has stopped the account: its reputation page says why`,
    mail.inDay < 2 * stage.unconfirmedMailsADay &&
      `SES lets out ${mail.inDay} emails in 24 hours, of which unconfirmedMailsADay may take ${stage.unconfirmedMailsADay}: ask for a higher quota, or set it to half of that at most`,
    mail.verified === undefined &&
      !stage.mail.makeIdentity &&
      `SES in ${stage.mail.region} does not know ${stage.mail.identity}: set mail.makeIdentity, or make it by hand`,
    mail.verified !== undefined &&
      stage.mail.makeIdentity &&
      `SES in ${stage.mail.region} has ${stage.mail.identity} already: set mail.makeIdentity to false, unless this stage has made it`,
    mail.verified === false &&
      `SES in ${stage.mail.region} has not verified ${stage.mail.identity}: enter the DNS records that the mail stack's outputs name`,
  ];
  return lines.filter((line) => line !== false);
}
