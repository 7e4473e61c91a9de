import { readdirSync, readFileSync } from 'node:fs';
import { readControl } from '#infra/local/control';
import type { RunningSystem } from '#support/browser/running-system';

/** What a running system says of itself: where it is controlled and which processes it has. */
export async function childrenOf({ state }: RunningSystem) {
  const control = readControl(state);
  if (!control) throw new Error('the system does not run');
  const { children }: { children: { name: string; pid: number }[] } = await getJson(control.controlUrl);
  return { ...control, children };
}

export const getJson = async (url: string) => JSON.parse(await (await fetch(url)).text());

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The command lines of the processes that work in a state folder (Linux). */
export function processesIn(state: string): string[] {
  return readdirSync('/proc').flatMap((entry) => {
    try {
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return /^\d+$/.test(entry) && command.includes(state) ? [command] : [];
    } catch {
      return [];
    }
  });
}
