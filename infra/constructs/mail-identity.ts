import { CfnOutput, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { EmailIdentity, Identity, MailFromBehaviorOnMxFailure } from 'aws-cdk-lib/aws-ses';
import type { StageSettings } from '#infra/stage';

/**
 * Who mail comes from, as SES has to know it. A domain's mail is signed (Easy DKIM), and its bounces come to a name under it (custom
 * MAIL FROM), so that both agree with the address that people see, which is what DMARC asks. The DNS records that say so are
 * outputs, for whoever keeps the domain to enter; an address is verified by the link that SES mails to it.
 */
export function mailIdentity(stack: Stack, stage: StageSettings): void {
  const { identity: domain, region } = stage.mail;
  const isAddress = domain.includes('@');
  const bounces = `bounce.${domain}`;
  const identity = new EmailIdentity(stack, 'Sender', {
    identity: isAddress ? Identity.email(domain) : Identity.domain(domain),
    // Mail still goes while the records of that name are missing.
    ...(!isAddress && {
      mailFromDomain: bounces,
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
    }),
  });
  identity.applyRemovalPolicy(stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
  if (isAddress) return;
  const record = (id: string, name: string, type: string, value: string) =>
    new CfnOutput(stack, `Dns${id}`, { value: `${name} ${type} ${value}` });
  identity.dkimRecords.forEach(({ name, value }, n) => {
    record(`Dkim${n + 1}`, name, 'CNAME', value);
  });
  record('MailFromMx', bounces, 'MX', `10 feedback-smtp.${region}.amazonses.com`);
  record('MailFromSpf', bounces, 'TXT', '"v=spf1 include:amazonses.com ~all"');
  // Only watches at first: the domain may send other mail, by ways that do not sign it yet.
  record('Dmarc', `_dmarc.${domain}`, 'TXT', `"v=DMARC1; p=none${reportsTo(stage)}"`);
}

/** An address under another domain would have to agree to it in its own DNS. */
const reportsTo = ({ mail, contactEmail }: StageSettings) =>
  contactEmail.endsWith(`@${mail.identity}`) ? `; rua=mailto:${contactEmail}` : '';
