import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Email } from 'aws-ses-v2-local/dist/store.js';
import { Failure } from '#infra/local/failure';
import { close } from './loopback-server.ts';

export interface Inbox {
  url: string;
  /** What earlier runs accepted. */
  mails: readonly Email[];
  /** Takes out the mails that have one of these texts anywhere, in whatever letters; how many they were. */
  forget(texts: readonly string[]): number;
  stop(): Promise<void>;
}

const require = createRequire(import.meta.url);

/**
 * SES on loopback, whose page is the inbox. It keeps its mail in memory only, so each is written to `file` (a JSON object
 * a line) before it is accepted, and read back here.
 */
export async function startInbox(options: { port: number; file?: string }): Promise<Inbox> {
  // Required, not imported: its modules call each other through these objects, so that a function can be replaced.
  const ses: typeof import('aws-ses-v2-local') = require('aws-ses-v2-local');
  const store: {
    -readonly [K in keyof StoreModule]: StoreModule[K];
  } = require('aws-ses-v2-local/dist/store.js');
  if (options.file !== undefined) keepIn(options.file, store);
  const server = await ses.default({ host: '127.0.0.1', port: options.port });
  if (!server.listening) throw new Failure(`the inbox cannot listen on port ${options.port}`);
  return {
    url: `http://127.0.0.1:${options.port}`,
    mails: [...store.getStoreReadonly().emails],
    forget(texts) {
      const all = [...store.getStoreReadonly().emails];
      const left = all.filter((mail) => !hasAny(mail, texts));
      if (left.length < all.length) {
        store.clearStore();
        for (const mail of left) store.saveEmail(mail);
      }
      return all.length - left.length;
    },
    stop: () => close(server),
  };
}

function hasAny(mail: Email, texts: readonly string[]): boolean {
  const said = JSON.stringify(mail).toLowerCase();
  return texts.some((text) => said.includes(text.toLowerCase()));
}

type StoreModule = typeof import('aws-ses-v2-local/dist/store.js');

function keepIn(file: string, store: { -readonly [K in keyof StoreModule]: StoreModule[K] }): void {
  const { saveEmail, clearStore } = store;
  for (const email of readMails(file)) saveEmail(email);
  store.saveEmail = (email) => {
    appendFileSync(file, `${JSON.stringify(email)}\n`, { mode: 0o600 });
    saveEmail(email);
  };
  store.clearStore = () => {
    writeFileSync(file, '', { mode: 0o600 });
    clearStore();
  };
}

function readMails(file: string): Email[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line)];
      } catch {
        // The last line of a run that was killed while it wrote, or the end of the file.
        return [];
      }
    });
}
