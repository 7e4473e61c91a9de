import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleOf } from './bundle.ts';

interface Answered {
  status: number;
  body: string;
  milliseconds: number;
}

/** The public site's bundle as it is deployed, in this process; each load has its own connections and its own memory. */
export interface PublicSite {
  get(path: string): Promise<Answered>;
  post(path: string, body: object): Promise<Answered>;
}

type Handler = (event: object) => Promise<{ statusCode: number; body: string }>;

/** Over the table `name` of the engine at `dynamoDbUrl`; one question at a time, and none is one too many. */
export async function loadPublicSite(folder: string, name: string, dynamoDbUrl: string): Promise<PublicSite> {
  const file = await bundleOf('public-site', join(folder, `public-site-${new URL(dynamoDbUrl).port}`));
  Object.assign(process.env, publicSiteEnvironment(name, dynamoDbUrl));
  const { handler }: { handler: Handler } = createRequire(import.meta.url)(file);

  async function ask(method: string, rawPath: string, body?: string): Promise<Answered> {
    const event = eventOf(method, rawPath, body);
    // Its log line is none of the benchmark's output.
    const { write } = process.stdout;
    process.stdout.write = () => true;
    try {
      const began = performance.now();
      const answer = await handler(event);
      return { status: answer.statusCode, body: answer.body, milliseconds: performance.now() - began };
    } finally {
      process.stdout.write = write;
    }
  }
  const site: PublicSite = {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, JSON.stringify(body)),
  };
  // The client learns its endpoint with its first request, which must come before another one is set.
  await site.get('/verify/WARM-UP-1');
  return site;
}

/** The function's own variables, with no limit that a benchmark would meet, and where its table is. */
export const publicSiteEnvironment = (tableName: string, dynamoDbUrl: string) => ({
  AWS_ENDPOINT_URL_DYNAMODB: dynamoDbUrl,
  TABLE_NAME: tableName,
  PUBLIC_BASE_URL: 'https://certkeeper.example',
  CONTACT_EMAIL: 'privacy@certkeeper.example',
  LOOKUPS_PER_MINUTE: '1000000000',
  EDGE_SECRET: '',
  RELEASE: 'bench',
});

/** As API Gateway calls it (payload format 2.0). */
export function eventOf(method: string, rawPath: string, body?: string) {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: '',
    headers: {
      host: 'certkeeper.example',
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    requestContext: {
      requestId: 'bench',
      http: { method, path: rawPath, sourceIp: '192.0.2.1' },
      domainName: 'certkeeper.example',
    },
    isBase64Encoded: false,
    ...(body !== undefined && { body }),
  };
}
