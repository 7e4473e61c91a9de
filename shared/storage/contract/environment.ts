import * as z from 'zod';

/**
 * The environment of each function, by name: infra sets exactly these, handlers parse exactly these, and a test
 * compares the two. All values are strings, as the environment has them. A function that starts makes its own schema alone.
 */
const name = z.string().min(1);
/** `EDGE_SECRET`: empty where there is no edge. */
const count = z.coerce.number().int().positive();

export const environments = {
  get 'public-site'() {
    return z.object({
      TABLE_NAME: name,
      PUBLIC_BASE_URL: z.url(),
      LOOKUPS_PER_MINUTE: count,
      EDGE_SECRET: z.string(),
      CONTACT_EMAIL: z.email(),
      RELEASE: name,
    });
  },
  get 'employer-site'() {
    return z.object({
      TABLE_NAME: name,
      PEPPER_SECRET: name,
      LINK_SECRET: name,
      LISTS_QUEUE_URL: z.url(),
      NOTICES_QUEUE_URL: z.url(),
      PROTECTIVE_NOTICES_QUEUE_URL: z.url(),
      PUBLIC_BASE_URL: z.url(),
      LOOKUPS_PER_MINUTE: count,
      EDGE_SECRET: z.string(),
      UNCONFIRMED_MAILS_A_DAY: count,
    });
  },
  get 'check-verifying'() {
    return z.object({ PUBLIC_BASE_URL: z.url(), CANARY_NUMBER: name, METRICS_NAMESPACE: name });
  },
  get 'check-lists'() {
    return z.object({ TABLE_NAME: name });
  },
  get 'plan-watches'() {
    return z.object({ TABLE_NAME: name, BULK_NOTICES_QUEUE_URL: z.url() });
  },
  get 'provider-api'() {
    return z.object({
      TABLE_NAME: name,
      UPLOAD_BUCKET: name,
      PEPPER_SECRET: name,
      LINK_SECRET: name,
      PUBLIC_BASE_URL: z.url(),
      EXTENSIONS_QUEUE_URL: z.url(),
      NOTICES_QUEUE_URL: z.url(),
      EDGE_SECRET: z.string(),
      UNCONFIRMED_MAILS_A_DAY: count,
      ROWS_QUEUE_URL: z.url(),
    });
  },
  get 'split-import'() {
    return z.object({ TABLE_NAME: name, UPLOAD_BUCKET: name, ROWS_QUEUE_URL: z.url() });
  },
  get 'import-rows'() {
    return z.object({ TABLE_NAME: name, PEPPER_SECRET: name });
  },
  get 'plan-reminders'() {
    return z.object({
      TABLE_NAME: name,
      SHARDS_QUEUE_URL: z.url(),
      REMINDERS_QUEUE_URL: z.url(),
      MAIL_REGION: name,
      METRICS_NAMESPACE: name,
    });
  },
  get 'send-reminders'() {
    return z.object({
      TABLE_NAME: name,
      PEPPER_SECRET: name,
      LINK_SECRET: name,
      REMINDERS_QUEUE_URL: z.url(),
      MAIL_FROM: name,
      MAIL_REGION: name,
      MAIL_CONFIGURATION_SET: name,
      METRICS_NAMESPACE: name,
      PUBLIC_BASE_URL: z.url(),
    });
  },
  get 'record-mail-event'() {
    return z.object({ TABLE_NAME: name, PEPPER_SECRET: name, METRICS_NAMESPACE: name });
  },
  get 'plan-digests'() {
    return z.object({ TABLE_NAME: name, BULK_NOTICES_QUEUE_URL: z.url() });
  },
  get 'forget-addresses'() {
    return z.object({ TABLE_NAME: name });
  },
  get 'send-notices'() {
    return z.object({
      TABLE_NAME: name,
      PEPPER_SECRET: name,
      LINK_SECRET: name,
      NOTICES_QUEUE_URL: z.url(),
      PROTECTIVE_NOTICES_QUEUE_URL: z.url(),
      BULK_NOTICES_QUEUE_URL: z.url(),
      MAIL_FROM: name,
      MAIL_REGION: name,
      MAIL_CONFIGURATION_SET: name,
      METRICS_NAMESPACE: name,
      PUBLIC_BASE_URL: z.url(),
    });
  },
  get 'holder-site'() {
    return z.object({
      TABLE_NAME: name,
      PEPPER_SECRET: name,
      LINK_SECRET: name,
      NOTICES_QUEUE_URL: z.url(),
      PROTECTIVE_NOTICES_QUEUE_URL: z.url(),
      PUBLIC_BASE_URL: z.url(),
      EDGE_SECRET: z.string(),
      UNCONFIRMED_MAILS_A_DAY: count,
    });
  },
  get 'extend-credentials'() {
    return z.object({ TABLE_NAME: name, PEPPER_SECRET: name, EXTENSIONS_QUEUE_URL: z.url() });
  },
  get 'publish-changes'() {
    return z.object({
      TABLE_NAME: name,
      PEPPER_SECRET: name,
      NOTICES_QUEUE_URL: z.url(),
      PROTECTIVE_NOTICES_QUEUE_URL: z.url(),
      BULK_NOTICES_QUEUE_URL: z.url(),
    });
  },
};

/** What Lambda itself gives every function, as far as ours read it. */
export const lambdaEnvironment = z.object({
  AWS_REGION: name,
  AWS_ACCESS_KEY_ID: name,
  AWS_SECRET_ACCESS_KEY: name,
  AWS_SESSION_TOKEN: name.optional(),
  /** Where DynamoDB is, where it is not AWS's own. */
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
  /** How often a call is tried, the first time included. */
  AWS_MAX_ATTEMPTS: z.coerce.number().int().min(1).optional(),
});
export type LambdaEnvironment = z.infer<typeof lambdaEnvironment>;

export type FunctionName = keyof typeof environments;
export type EnvironmentOf<F extends FunctionName> = z.infer<(typeof environments)[F]>;
