/** `npm test` needs Chromium and a font with Chinese; on Debian it installs what is missing, elsewhere it says so. */
import { spawnSync } from 'node:child_process';

const needs = [
  { what: 'Chromium', there: () => works('chromium', '--version'), packages: ['chromium'] },
  {
    what: 'a Chinese font',
    there: () => output('fc-list', ':lang=zh-hk').trim() !== '',
    packages: ['fonts-noto-cjk'],
  },
];

const missing = needs.filter(({ there }) => !there());
const packages = missing.flatMap((need) => need.packages);
if (packages.length) {
  const names = missing.map(({ what }) => what).join(' and ');
  if (process.getuid?.() !== 0 || !works('apt-get', '--version')) {
    console.error(`The browser tests need ${names}. On Debian: sudo apt-get install ${packages.join(' ')}`);
    process.exit(1);
  }
  console.log(`Installing ${names} …`);
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'fontconfig', ...packages);
}

function apt(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) return;
  console.error(`apt-get ${args[0]} failed; the browser tests cannot run without ${packages.join(' and ')}`);
  process.exit(1);
}

function works(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function output(command: string, ...args: string[]): string {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '';
}
