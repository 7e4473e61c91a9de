import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as z from 'zod';

/**
 * `npm run structure -- contract BASE_URL`: every name that somebody outside relies on, a line each, asked of a system that
 * runs and of the two files that a person starts from. Two lists of two commits are compared by `diff`: what only the
 * older has was lost.
 */
const operation = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string() })).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const description = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** Pages that the description of the API says nothing about. */
const PAGES = [
  '/',
  '/privacy',
  '/health',
  '/docs',
  '/verify/NOBODY-1',
  '/qr/DEMO/NOBODY-1.svg',
  '/.well-known/security.txt',
  '/lists',
  '/lists/6f0e6f5e',
  '/watch',
  '/watch/none',
  '/watch/none/leave',
  '/watch/none/first-aiders',
  '/my/none',
  '/unsubscribe/none',
  '/change-of-address/none',
  '/console/sign-in',
  '/console',
  '/console/credentials/NOBODY-1',
  '/console/expiring',
  '/console/expiring/list.csv',
  '/console/extension-orders',
  '/console/extension-orders/new',
  '/console/imports',
  '/console/keys',
  '/console/undeliverable',
];

export async function contractNames(baseUrl: string): Promise<string[]> {
  const get = (path: string) => fetch(new URL(path, baseUrl), { redirect: 'manual' });
  const api: unknown = await (await get('/v1/openapi.json')).json();
  const pages = await Promise.all(PAGES.map(async (path) => `page ${path} ${(await get(path)).status}`));
  // The local system shows its e-mails one port further.
  const inbox = new URL('/templates', baseUrl);
  inbox.port = String(Number(inbox.port) + 1);
  const gallery = await (await fetch(inbox)).text();
  const mails = [...gallery.matchAll(/"\/templates\/([\w.+%-]+)"/g)].map(([, id]) => `mail ${id}`);
  return [...new Set([...pages, ...mails, ...namesOfApi(api), ...scripts(), ...commands()])].sort();
}

function namesOfApi(api: unknown): string[] {
  const routes = Object.entries(description.parse(api).paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).flatMap(([verb, spec]) => {
      const read = operation.safeParse(spec);
      if (!read.success) return [];
      const { parameters = [], responses } = read.data;
      const route = `${verb} ${path}`;
      return [
        `route ${route}`,
        ...parameters.map((parameter) => `parameter ${route} ${parameter.in} ${parameter.name}`),
        ...Object.keys(responses).map((status) => `answer ${route} ${status}`),
      ];
    }),
  );
  return [...routes, ...propertiesIn(api).map((name) => `JSON name ${name}`)];
}

/** The names under each `properties`, wherever it stands in the document, and the values of each `enum`. */
function propertiesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'enum' && Array.isArray(inner)) return inner.map((one) => `value ${String(one)}`);
    const own = key === 'properties' && typeof inner === 'object' && inner !== null ? Object.keys(inner) : [];
    return [...own, ...propertiesIn(inner)];
  });
}

const scripts = () =>
  Object.keys(
    z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8'))).scripts,
  ).map((name) => `script ${name}`);

function commands(): string[] {
  const { stderr } = spawnSync(process.execPath, ['operator/admin.ts'], { encoding: 'utf8' });
  return [...stderr.matchAll(/^ {2}([a-z]+ [a-z]+)/gm)].map(([, command]) => `command ${command}`);
}
