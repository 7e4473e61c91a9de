import { Agent } from 'node:http';
import { forward } from './forward.ts';
import { type LoopbackServer, readBytes, serveOnLoopback } from './loopback-server.ts';

/** The largest file that can be uploaded fits. */
const MAX_BYTES = 64_000_000;
/** Sooner than an engine closes what is idle. */
const IDLE_MS = 5_000;

/** Before it is done, or after: whoever asked cannot tell one from the other. */
export type Loss = 'asked' | 'answered';

/** An engine as it is met over a bad network: some requests break off, as `lossOf` draws. */
export async function frontWithLosses(
  engine: string,
  lossOf: () => Loss | undefined,
): Promise<LoopbackServer> {
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS });
  const server = await serveOnLoopback(async (asked, response) => {
    const body = await readBytes(asked, MAX_BYTES);
    const loss = lossOf();
    if (loss === 'asked') response.destroy();
    else await forward(asked, response, { body, agent, engine, isLost: loss === 'answered' });
  });
  return {
    url: server.url,
    async stop() {
      agent.destroy();
      await server.stop();
    },
  };
}

/** Draws which requests of a share are lost: half of them before they are done. */
export const lossesOf =
  (share: number, random: () => number = Math.random): (() => Loss | undefined) =>
  () => {
    const drawn = random();
    if (drawn >= share) return undefined;
    return drawn < share / 2 ? 'asked' : 'answered';
  };
