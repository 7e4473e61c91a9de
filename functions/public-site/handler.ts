import '#functions/runtime/plain-parsers.ts';
import { clock } from '#functions/runtime/clock.ts';
import { traced } from '#functions/runtime/traced.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createRememberedDirectory } from '#storage/access/remembered-directory.ts';
import { environments, lambdaEnvironment } from '#storage/contract/environment.ts';
import { createCredentialFinder } from '#storage/credentials/credential-finder.ts';
import { createSignedCalls } from '#storage/signed-calls.ts';
import { createTableReads } from '#storage/table-reads.ts';
import { createSite } from '#verify/site/site.tsx';
import { httpHandler } from '#web/http/lambda.ts';
import { padResponseTime } from '#web/http/response-time.ts';

const env = environments['public-site'].parse(process.env);
const table = createTableReads(
  env.TABLE_NAME,
  createSignedCalls(lambdaEnvironment.parse(process.env), clock),
);

export const handler = traced(
  httpHandler(
    createSite({
      credentials: createCredentialFinder(table),
      providers: createRememberedDirectory(createProviderDirectory(table), clock),
      clock,
      publicBaseUrl: env.PUBLIC_BASE_URL,
      contactEmail: env.CONTACT_EMAIL,
      release: env.RELEASE,
      lookupsPerMinute: env.LOOKUPS_PER_MINUTE,
      edgeSecret: env.EDGE_SECRET,
      padResponseTime,
    }),
  ),
);
