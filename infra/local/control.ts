import * as z from 'zod';
import {
  type LoopbackServer,
  readText,
  sendJson,
  serveOnLoopback,
} from '#infra/local/emulators/loopback-server';
import type { RemindRun } from '#infra/local/reminders/remind-run';

/** What `npm run remind` and `npm run admin` find the running system by. */
export const controlFile = z.looseObject({
  controlUrl: z.url(),
  pid: z.number(),
  region: z.string(),
  tableName: z.string(),
  endpoints: z.record(z.string(), z.string()),
  /** ARNs of the secrets that the template declares. */
  secrets: z.array(z.string()),
  baseUrl: z.url(),
});
export type ControlFile = z.infer<typeof controlFile>;

export interface Controlled {
  /** Runs the schedule as of a day; `progress` hears how many messages are still under way. */
  remind(on: string, progress: (messages: number) => void): Promise<RemindRun>;
  /** The child processes, by name. */
  children(): { name: string; pid: number }[];
}

const remindRequest = z.object({ on: z.iso.date() });

/** `GET /` tells that it runs; `POST /remind {on}` answers a JSON object a line: `{waiting}` now and then, `{run}` or `{failure}` at the end. */
export function startControl(controlled: Controlled): Promise<LoopbackServer> {
  let reminding = false;
  return serveOnLoopback(async (request, response) => {
    // Web pages cannot do this: a browser sends Origin with every POST.
    if (request.headers.origin !== undefined)
      return sendJson(response, 403, { message: 'not for web pages' });
    if (request.method === 'GET' && request.url === '/')
      return sendJson(response, 200, { pid: process.pid, children: controlled.children() });
    if (request.method !== 'POST' || request.url !== '/remind')
      return sendJson(response, 404, { message: 'not found' });
    const { on } = remindRequest.parse(JSON.parse(await readText(request)));
    if (reminding) return sendJson(response, 409, { message: 'another reminder run is going on' });
    reminding = true;
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    try {
      const run = await controlled.remind(on, (waiting) =>
        response.write(`${JSON.stringify({ waiting })}\n`),
      );
      response.end(`${JSON.stringify({ run })}\n`);
    } catch (error) {
      response.end(
        `${JSON.stringify({ failure: error instanceof Error ? error.message : String(error) })}\n`,
      );
    } finally {
      reminding = false;
    }
  });
}
