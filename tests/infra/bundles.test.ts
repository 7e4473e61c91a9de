import { execFileSync } from 'node:child_process';
import { join, relative, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { withBundles } from '#infra/bundle';
import packageJson from '../../package.json' with { type: 'json' };

/**
 * What each function is made of: a start reads all of it. The budget is kept in `bundles.txt`, sizes in steps; whoever adds
 * a package to a function, or makes one a step larger, sees it here, and says with `-u` that it is worth it.
 */
const STEP_KB = 50;
const PROJECT = resolve(import.meta.dirname, '..', '..');
const dependencies = Object.keys(packageJson.dependencies);

let budgets: string[] = [];
/** Every package of the public function, those that others bring along too. */
let ofPublicSite: string[] = [];
let loaded: string[] = [];
let compiled: string[] = [];
let ofPasskeys = '';

beforeAll(async () => {
  await withBundles((folder, { outputs }) => {
    budgets = Object.entries(outputs).map(([file, { bytes, inputs }]) => {
      const packages = dependencies.filter((name) =>
        Object.keys(inputs).some((input) => input.startsWith(`node_modules/${name}/`)),
      );
      const kilobytes = Math.ceil(bytes / 1000 / STEP_KB) * STEP_KB;
      const name = relative(folder, resolve(PROJECT, file)).replace(/\.js$/, '');
      if (name === 'public-site/index') ofPublicSite = packagesOf(Object.keys(inputs));
      return `${name}: at most ${kilobytes} kB, of ${packages.join(', ')}`;
    });
    ({ loaded, compiled } = runPublicSite(join(folder, 'public-site', 'index.js')));
    ofPasskeys = libraryOfPasskeys(join(folder, 'provider-api', 'index.js'));
  });
}, 120_000);

/** The innermost package that each file is from. */
const packagesOf = (files: readonly string[]) => [
  ...new Set(files.flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [])),
];

/** Node's own modules that the public function has loaded once it has answered in JSON and with a page, and code that it made. */
function runPublicSite(bundle: string): { loaded: string[]; compiled: string[] } {
  const ask = `
    const compiled = [];
    globalThis.Function = new Proxy(Function, {
      construct(made, code) {
        compiled.push(code.at(-1));
        return new made(...code);
      },
    });
    const { handler } = require(${JSON.stringify(bundle)});
    const event = (accept) => ({
      version: '2.0', rawPath: '/verify/!!', rawQueryString: '', headers: { accept },
      requestContext: { requestId: 'r', domainName: 'd', http: { method: 'GET', sourceIp: '192.0.2.1' } },
    });
    const { write } = process.stdout;
    process.stdout.write = () => true;
    Promise.all(['application/json', 'text/html'].map((accept) => handler(event(accept)))).then((answers) => {
      write.call(process.stdout, JSON.stringify({
        statuses: answers.map(({ statusCode }) => statusCode), loaded: process.moduleLoadList, compiled,
      }));
    });`;
  const said = execFileSync(process.execPath, ['-e', ask], { env, encoding: 'utf8' });
  const { statuses, ...run } = JSON.parse(said);
  if (statuses.join() !== '422,422') throw new Error(`it answers ${statuses}`);
  return run;
}

/** Whether the provider's function has run what reads passkeys, once it has started: it adds to `Reflect`. */
function libraryOfPasskeys(bundle: string): string {
  const ask = `require(${JSON.stringify(bundle)}); process.stdout.write(typeof Reflect.getMetadata);`;
  const more = Object.fromEntries(
    ['UPLOAD_BUCKET', 'PEPPER_SECRET', 'LINK_SECRET'].map((name) => [name, 'test']),
  );
  const queues = Object.fromEntries(
    ['EXTENSIONS', 'NOTICES', 'ROWS'].map((name) => [`${name}_QUEUE_URL`, 'https://sqs.example/1/test']),
  );
  const ofProvider = { ...env, ...more, ...queues, UNCONFIRMED_MAILS_A_DAY: '100' };
  return execFileSync(process.execPath, ['-e', ask], { env: ofProvider, encoding: 'utf8' });
}

const env = {
  AWS_REGION: 'ap-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  TABLE_NAME: 'test',
  PUBLIC_BASE_URL: 'https://verify.example.hk',
  CONTACT_EMAIL: 'privacy@verify.example.hk',
  LOOKUPS_PER_MINUTE: '1000',
  EDGE_SECRET: '',
  RELEASE: 'test',
};

it('every function keeps to its budget', async () => {
  await expect(`${budgets.toSorted().join('\n')}\n`).toMatchFileSnapshot('./bundles.txt');
});

it('the provider’s function starts without what reads passkeys', () => {
  expect(ofPasskeys).toBe('undefined');
});

describe('the public function', () => {
  it('is without the SDK', () => {
    expect(ofPublicSite).toContain('hono');
    expect(ofPublicSite.filter((name) => /^@(?:aws-sdk\/(?!util-dynamodb$)|smithy\/)/.test(name))).toEqual(
      [],
    );
  });

  it('answers without Node’s own fetch, its web streams, its gzip and its measurements', () => {
    expect(loaded.length).toBeGreaterThan(50);
    expect(loaded.filter((name) => /undici|readablestream|zlib$|perf_hooks$/.test(name))).toEqual([]);
  });

  it('compiles no parsers', () => {
    expect(compiled).toEqual([]);
  });
});
