import { handle } from 'hono/aws-lambda';
import { createCredentialFinder } from '#adapters/credential-finder';
import { createProviderDirectory } from '#adapters/provider-directory';
import { createTable } from '#adapters/table';
import { environments } from '#contract/environment';
import { instant } from '#domain/civil-date';
import { createSite } from './site.tsx';

const { TABLE_NAME, PUBLIC_BASE_URL } = environments['public-site'].parse(process.env);
const table = createTable(TABLE_NAME);

export const handler = handle(
  createSite({
    credentials: createCredentialFinder(table),
    providers: createProviderDirectory(table),
    clock: () => instant.parse(new Date().toISOString()),
    publicBaseUrl: PUBLIC_BASE_URL,
  }),
);
