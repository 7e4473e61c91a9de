import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { Failure, oneLine } from '#infra/local/failure';
import { PROJECT } from '#infra/local/settings';
import type { StateFolder } from '#infra/local/state-folder';
import { SAMPLE_COLLEAGUE, SAMPLE_PROVIDER, SHOWN, sampleLines } from './sample-rows.ts';

const stored = z.object({ provider: z.string(), apiKey: z.string(), loaded: z.boolean() });
export type Sample = Pick<z.infer<typeof stored>, 'provider' | 'apiKey'>;

const IMPORT_MS = 60_000;

/**
 * The sample provider with its certificates, as an operator and a provider would bring them in; on a later start only
 * what was kept of them. The running system must be there.
 * @throws Failure when it does not come to what it should
 */
export async function loadSample(folder: StateFolder, baseUrl: string): Promise<Sample> {
  const before = stored.safeParse(folder.readJson('sample'));
  const provider = SAMPLE_PROVIDER.code;
  if (before.data?.loaded) return { provider, apiKey: before.data.apiKey };
  let apiKey = before.data?.apiKey;
  if (apiKey === undefined) {
    await addProvider(folder);
    await addManager(folder);
    apiKey = await issueKey(folder);
    folder.writeJson('sample', { provider, apiKey, loaded: false });
  }
  const api = apiOf(baseUrl, apiKey);
  const today = Temporal.Now.zonedDateTimeISO('Asia/Hong_Kong').toPlainDate().toString();
  await importFile(api, sampleLines(today));
  const change = (number: string, how: string, body: { reason: string; issuedOn?: string }) =>
    api('POST', `/v1/credentials/${number}/${how}`, body, [409]);
  await change(SHOWN.revoked, 'revoke', { reason: 'Issued by mistake (sample)' });
  await change(SHOWN.suspended, 'suspend', { reason: 'Under review (sample)' });
  await change(SHOWN.superseded, 'renew', {
    issuedOn: today,
    reason: 'Passed the refresher course (sample)',
  });
  folder.writeJson('sample', { provider, apiKey, loaded: true });
  return { provider, apiKey };
}

async function addProvider(folder: StateFolder): Promise<void> {
  const { code, nameEn, nameZh, contact, digestEmail, approval } = SAMPLE_PROVIDER;
  const names = ['--name-en', nameEn, '--name-zh', nameZh];
  const addresses = ['--contact', contact, '--digest-email', digestEmail];
  const profile = ['--code', code, ...names, ...addresses, '--approve', approval];
  try {
    await admin(folder, ['provider', 'add', ...profile, '--json']);
  } catch (error) {
    // From a first start that was interrupted.
    if (!oneLine(error).includes('there already')) throw error;
  }
}

async function addManager(folder: StateFolder): Promise<void> {
  const { email, name } = SAMPLE_COLLEAGUE;
  const wanted = ['--provider', SAMPLE_PROVIDER.code, '--email', email, '--name', name, '--role', 'manager'];
  try {
    await admin(folder, ['colleague', 'add', ...wanted, '--json']);
  } catch (error) {
    if (!oneLine(error).includes('there already')) throw error;
  }
}

async function issueKey(folder: StateFolder): Promise<string> {
  const wanted = ['--provider', SAMPLE_PROVIDER.code, '--label', 'sample'];
  const said = await admin(folder, ['key', 'issue', ...wanted, '--json']);
  return z.object({ key: z.string() }).parse(JSON.parse(said)).key;
}

async function admin(folder: StateFolder, args: string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(PROJECT, 'operator', 'admin.ts'), ...args],
      {
        env: { ...process.env, CERTKEEPER_STATE: folder.path },
      },
    );
    return stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new Failure(`npm run admin -- ${args.slice(0, 2).join(' ')} failed: ${said || oneLine(error)}`);
  }
}

type Api = (method: string, path: string, body?: unknown, tolerated?: number[]) => Promise<unknown>;

/** Calls the provider API; an answer other than 2xx and those tolerated is a failure. */
function apiOf(baseUrl: string, apiKey: string): Api {
  return async (method, path, body, tolerated = []) => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok || tolerated.includes(response.status)) return JSON.parse(text);
    throw new Failure(
      `the sample data cannot be loaded: ${method} ${path} answered ${response.status} ${text}`,
    );
  };
}

const begun = z.object({
  importId: z.string(),
  upload: z.object({ method: z.string(), url: z.url(), headers: z.record(z.string(), z.string()) }),
});
const progress = z.looseObject({
  state: z.string(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  rows: z.looseObject({
    total: z.number().nullish(),
    accepted: z.number(),
    updated: z.number(),
    unchanged: z.number(),
    rejected: z.number(),
  }),
});

async function importFile(api: Api, lines: string[]): Promise<void> {
  const file = Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
  const request = { fileName: 'sample.csv', contentLength: file.length };
  const { importId, upload } = begun.parse(await api('POST', '/v1/imports', request));
  const put = await fetch(upload.url, { method: upload.method, headers: upload.headers, body: file });
  if (!put.ok) throw new Failure(`the sample file cannot be uploaded: ${put.status} ${await put.text()}`);
  const expected = lines.length - 1;
  const deadline = performance.now() + IMPORT_MS;
  for (;;) {
    const { state, error, rows: count } = progress.parse(await api('GET', `/v1/imports/${importId}`));
    const good = count.accepted + count.updated + count.unchanged;
    if (state === 'finished' && good === expected && count.rejected === 0) return;
    if (state === 'finished' || state === 'failed' || performance.now() > deadline) {
      const rejected =
        state === 'finished' ? JSON.stringify(await api('GET', `/v1/imports/${importId}/rejected`)) : '';
      const came = `${good} of ${expected} rows registered, ${count.rejected} rejected`;
      const why = error ? `${error.code}: ${error.message}` : rejected;
      throw new Failure(`the sample import is ${state}: ${came} ${why}`.trim());
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
