import { Failure } from '#infra/local/failure';
import type { DayAsked, ReplayedDay } from '#infra/local/replay/replay-day';

export const notRunning = () => new Failure('the local system is not running; start it with npm start');
const stopped = () => new Failure('the local system stopped meanwhile');

/**
 * Has the running system go through a day, and waits until nothing is under way; `progress` hears now and then how many
 * messages still are.
 * @throws Failure when it cannot, or stops meanwhile
 */
export async function replayDay(
  controlUrl: string,
  asked: DayAsked,
  progress: (messages: number) => void,
): Promise<ReplayedDay> {
  const response = await fetch(`${controlUrl}/replay`, { method: 'POST', body: JSON.stringify(asked) }).catch(
    () => {
      throw notRunning();
    },
  );
  if (!response.ok || !response.body) {
    const { message }: { message?: string } = JSON.parse(await response.text());
    throw new Failure(message ?? `the local system answered ${response.status}`);
  }
  for await (const line of linesOf(response.body)) {
    const said: { waiting?: number; day?: ReplayedDay; failure?: string } = JSON.parse(line);
    if (said.waiting !== undefined) progress(said.waiting);
    if (said.failure !== undefined) throw new Failure(said.failure);
    if (said.day) return said.day;
  }
  throw stopped();
}

/** Whole lines only: what breaks off is the system's end. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    throw stopped();
  }
}
