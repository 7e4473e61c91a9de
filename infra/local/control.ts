import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import {
  type LoopbackServer,
  readText,
  sendJson,
  serveOnLoopback,
} from '#infra/local/emulators/loopback-server';
import { LOCAL_KEY } from '#infra/local/emulators/presigned-url';
import type { ReplayDay } from '#infra/local/replay/replay-day';

/** What `npm run remind` and `npm run admin` find the running system by. */
const controlFile = z.looseObject({
  controlUrl: z.url(),
  pid: z.number(),
  region: z.string(),
  tableName: z.string(),
  endpoints: z.record(z.string(), z.string()),
  /** The bucket of uploaded files. */
  uploads: z.string(),
  /** ARNs of the secrets that the template declares. */
  secrets: z.array(z.string()),
  baseUrl: z.url(),
});
export type ControlFile = z.infer<typeof controlFile>;

/** Undefined: no system runs with this state folder. */
export function readControl(state: string): ControlFile | undefined {
  try {
    return controlFile.parse(JSON.parse(readFileSync(join(state, 'control.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** For a client of the AWS SDK in another process. */
export const sdkEnvironment = ({ region, endpoints }: ControlFile) => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: LOCAL_KEY,
  AWS_SECRET_ACCESS_KEY: 'local',
  ...endpoints,
});

export interface Controlled {
  replay: ReplayDay;
  /** Takes the mails out of the inbox that have one of these texts; how many they were. */
  forgetMails(texts: readonly string[]): number;
  /** The child processes, by name. */
  children(): { name: string; pid: number }[];
}

const forgotten = z.object({ texts: z.array(z.string().min(2)) });

const dayAsked = z.object({ on: z.iso.date(), entities: z.array(z.string()) });

/**
 * `GET /` tells that it runs; `POST /forget-mails {texts}` takes mails out of the inbox, `{mails}` of them; `POST /replay {on, entities}` answers a JSON object a line: `{waiting}` (how many messages are
 * under way) now and then, `{day}` or `{failure}` at the end.
 */
export function startControl(controlled: Controlled): Promise<LoopbackServer> {
  let replaying = false;
  return serveOnLoopback(async (request, response) => {
    // Web pages cannot do this: a browser sends Origin with every POST.
    if (request.headers.origin !== undefined)
      return sendJson(response, 403, { message: 'not for web pages' });
    if (request.method === 'GET' && request.url === '/')
      return sendJson(response, 200, { pid: process.pid, children: controlled.children() });
    if (request.method === 'POST' && request.url === '/forget-mails') {
      const { texts } = forgotten.parse(JSON.parse(await readText(request)));
      return sendJson(response, 200, { mails: controlled.forgetMails(texts) });
    }
    if (request.method !== 'POST' || request.url !== '/replay')
      return sendJson(response, 404, { message: 'not found' });
    const asked = dayAsked.parse(JSON.parse(await readText(request)));
    if (replaying) return sendJson(response, 409, { message: 'another reminder run is going on' });
    replaying = true;
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const tell = (line: object) => response.write(`${JSON.stringify(line)}\n`);
    try {
      tell({ day: await controlled.replay(asked, (waiting) => tell({ waiting })) });
    } catch (error) {
      tell({ failure: error instanceof Error ? error.message : String(error) });
    } finally {
      replaying = false;
      response.end();
    }
  });
}
