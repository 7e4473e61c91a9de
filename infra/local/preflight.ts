import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { close, listen } from '#infra/local/emulators/loopback-server';
import { Failure, hasCode, oneLine } from './failure.ts';

const NODE_MAJOR = 24;
const JAVA_MAJOR = 17;

/** @throws Failure unless this is the Node that Lambda runs (npm scripts get it from node_modules) */
export function requireNode(version: string): void {
  if (Number(version.split('.')[0]) < NODE_MAJOR)
    throw new Failure(`needs Node ${NODE_MAJOR} (this is ${version}): run it through npm, as \`npm start\``);
}

/** @throws Failure when no Java runs that DynamoDB Local could use */
export async function requireJava(): Promise<void> {
  const advice = `DynamoDB Local needs Java ${JAVA_MAJOR} or newer on the PATH (Debian: apt install openjdk-17-jre-headless)`;
  let said: string;
  try {
    said = (await promisify(execFile)('java', ['-version'], { timeout: 20_000 })).stderr;
  } catch (error) {
    const why = hasCode(error, 'ENOENT') ? 'no java was found' : `java does not run: ${oneLine(error)}`;
    throw new Failure(`${why}; ${advice}`);
  }
  const version = /version "(?:1\.)?(\d+)/.exec(said)?.[1];
  if (Number(version) < JAVA_MAJOR) throw new Failure(`java is version ${version}; ${advice}`);
}

/** @throws Failure when another program listens on the port */
export async function requireFreePort(port: number): Promise<void> {
  if (!(await isFree(port)))
    throw new Failure(`port ${port} is taken; choose another: PORT=${port + 10} npm start`);
}

/** The preferred port, or another one when that is taken. */
export async function freePort(preferred = 0): Promise<number> {
  if (preferred > 0 && preferred <= 65_535 && (await isFree(preferred))) return preferred;
  // Below the range from which the system gives ports to clients, so that it is still free a little later.
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(10_000, 30_000);
    if (await isFree(port)) return port;
  }
  throw new Failure('no free port was found between 10000 and 30000');
}

async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) {
    try {
      const server = createServer();
      await listen(server, port, host);
      await close(server);
    } catch (error) {
      if (hasCode(error, 'EACCES'))
        throw new Failure(`port ${port} needs more rights; choose one above 1023`);
      if (hasCode(error, 'EADDRINUSE')) return false;
    }
  }
  return true;
}
