import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure, oneLine } from './failure.ts';
import type { Lifetime } from './lifetime.ts';

/** Everything that the local system keeps. `--fresh` removes these and nothing else, whatever folder it was given. */
const ENTRIES = {
  database: 'dynamodb',
  messages: 'messages',
  objects: 'objects',
  inbox: 'inbox.ndjson',
  uploadEvents: 'upload-events',
  streams: 'streams.json',
  secrets: 'secrets.json',
  sample: 'sample.json',
  logs: 'logs',
  assembly: 'cdk.out',
  control: 'control.json',
  started: 'started.json',
} as const;

export type Entry = keyof typeof ENTRIES;

/**
 * Opens the folder for as long as `lifetime` lasts. What a killed run said of itself is removed.
 * @throws Failure as the constructor does
 */
export function openStateFolder(path: string, lifetime: Lifetime): StateFolder {
  const folder = new StateFolder(path);
  lifetime.onEnd(() => folder.close());
  folder.remove('control', 'started');
  return folder;
}

/** The folder under which everything of one local system lies; opening it locks it until `close` or the process ends. */
export class StateFolder {
  readonly path: string;
  readonly #lock: DatabaseSync;

  /** @throws Failure when the folder cannot be used, or another local system is using it */
  constructor(path: string) {
    this.path = path;
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      // The bundles are CommonJS, as in Lambda, where no package.json of ours says "type": "module".
      writeFileSync(join(path, 'package.json'), '{"type":"commonjs"}\n');
      this.#lock = new DatabaseSync(join(path, 'lock'));
    } catch (error) {
      throw new Failure(`cannot use the state folder ${path}: ${oneLine(error)}`);
    }
    try {
      // A lock of the operating system: it goes with the process, however that ends.
      this.#lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    } catch {
      this.#lock.close();
      throw new Failure(`already running with the state folder ${path}; stop that one first`);
    }
  }

  at(entry: Entry): string {
    return join(this.path, ENTRIES[entry]);
  }

  clear(): void {
    for (const name of Object.values(ENTRIES))
      rmSync(join(this.path, name), { recursive: true, force: true });
  }

  remove(...entries: Entry[]): void {
    for (const entry of entries) rmSync(this.at(entry), { recursive: true, force: true });
  }

  readJson(entry: Entry): unknown {
    try {
      return JSON.parse(readFileSync(this.at(entry), 'utf8'));
    } catch {
      return undefined;
    }
  }

  /** Written whole or not at all, and for this user only: some of it is secret. */
  writeJson(entry: Entry, value: unknown): void {
    const draft = `${this.at(entry)}.draft`;
    writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    chmodSync(draft, 0o600);
    renameSync(draft, this.at(entry));
  }

  close(): void {
    this.#lock.close();
  }
}
