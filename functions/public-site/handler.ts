import { createCredentialFinder } from '#adapters/credential-finder';
import { createProviderDirectory } from '#adapters/provider-directory';
import { createRememberedDirectory } from '#adapters/remembered-directory';
import { createSignedReads } from '#adapters/signed-reads';
import { createTableReads } from '#adapters/table-reads';
import { environments, lambdaEnvironment } from '#contract/environment';
import { clock, pauseExactlyUntil } from '#functions/clock.ts';
import { httpHandler } from '#http/lambda.ts';
import { createSite } from './site.tsx';

const env = environments['public-site'].parse(process.env);
const table = createTableReads(
  env.TABLE_NAME,
  createSignedReads(lambdaEnvironment.parse(process.env), clock),
);

export const handler = httpHandler(
  createSite({
    credentials: createCredentialFinder(table),
    providers: createRememberedDirectory(createProviderDirectory(table), clock),
    clock,
    publicBaseUrl: env.PUBLIC_BASE_URL,
    contactEmail: env.CONTACT_EMAIL,
    lookupsPerMinute: env.LOOKUPS_PER_MINUTE,
    pauseExactlyUntil,
  }),
);
