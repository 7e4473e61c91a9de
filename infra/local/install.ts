import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * `node install.ts NEED…`: what npm cannot bring, from Debian's packages, as far as it is missing. Who may not install
 * (no root, no sudo without a password, no Debian) gets one line with the exact command.
 */
const needs: Record<string, { what: string; isThere(): boolean; packages: string[] }> = {
  java: { what: 'Java', isThere: () => isOnPath('java'), packages: ['default-jre-headless'] },
  // Without the windows of a whole Chromium it takes a part of its time.
  chromium: {
    what: 'headless Chromium',
    isThere: () => isOnPath('chromium-headless-shell'),
    packages: ['chromium-headless-shell'],
  },
  font: {
    what: 'a Chinese font',
    isThere: () => said('fc-list', ':lang=zh-hk').trim() !== '',
    packages: ['fontconfig', 'fonts-noto-cjk'],
  },
};

const missing = process.argv.slice(2).flatMap((name) => {
  const need = needs[name];
  if (!need) throw new Error(`not known: ${name}; ${Object.keys(needs).join(', ')} are`);
  return need.isThere() ? [] : [need];
});
if (missing.length) install(missing);

function install(wanted: (typeof missing)[number][]): void {
  const names = wanted.map(({ what }) => what).join(' and ');
  const packages = wanted.flatMap((need) => need.packages);
  const command = `apt-get install -y ${packages.join(' ')}`;
  const asRoot = rootPrefix();
  if (asRoot === undefined || !isOnPath('apt-get'))
    end(`${names} is missing. On Debian or Ubuntu: sudo ${command}`);
  console.log(`Installing ${names} (${command}): some minutes, once …`);
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ])
    aptGet(asRoot, args, `sudo ${command}`);
}

/** What makes a command run as root, or undefined where that takes a person. */
function rootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

function aptGet(asRoot: string[], args: string[], byHand: string): void {
  const [file = '', ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  const { status } = spawnSync(file, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) end(`apt-get ${args[0]} failed; once it works: ${byHand}`);
}

function isOnPath(command: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function said(command: string, ...args: string[]): string {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '';
}

function end(line: string): never {
  console.error(`certkeeper: ${line}`);
  process.exit(1);
}
