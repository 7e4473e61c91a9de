import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { PositionLost, type StreamRecord, type TableStream } from '#infra/local/emulators/dynamodb-streams';
import { oneLine } from '#infra/local/failure';
import { matchesPattern } from './event-pattern.ts';
import type { EventSource } from './event-source.ts';
import type { Deliver } from './stream-delivery.ts';
import type { StreamSettings } from './stream-mapping.ts';

/** How far each shard has been handled: a sequence number, or END. */
export type Checkpoints = Record<string, string>;
const END = 'end';

export interface StreamSource extends EventSource {
  /** Resolves once all that was in the stream at this time, and what came of it, is handled. */
  caughtUp(): Promise<void>;
}

const POLL_MS = 500;
const BACK_OFF_MS = 2000;

/** Reads a table's stream for a function, each shard after the one that it continues, from the checkpoints on. */
export function startStreamSource(options: {
  stream: TableStream;
  deliver: Deliver;
  stopping: AbortController;
  settings: Pick<StreamSettings, 'batchSize' | 'filters'>;
  checkpoints: Checkpoints;
  keep(checkpoints: Checkpoints): void;
  report(line: string): void;
}): StreamSource {
  const { stream, deliver, stopping, keep, report } = options;
  const { batchSize, filters } = options.settings;
  const checkpoints = new Map(Object.entries(options.checkpoints));
  /** Shards that are being read, with their iterators. */
  const open = new Map<string, string>();
  let asked: ((found: number) => void)[] = [];
  let wake = () => {};
  let quiet = false;
  const polling = poll();

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      const waiting = asked;
      asked = [];
      const found = await round().catch(failed);
      quiet = found === 0;
      for (const answer of waiting) answer(found);
      // Whoever waits asks again at once.
      await setImmediate();
      if (asked.length === 0 && !stopping.signal.aborted) await rest();
    }
    for (const answer of asked) answer(0);
  }

  /** The next round begins anew from the checkpoints; until then it is not known what there is. */
  async function failed(error: unknown): Promise<number> {
    open.clear();
    if (!(stopping.signal.aborted || error instanceof PositionLost)) {
      report(`a table's stream cannot be read: ${oneLine(error)}`);
      await delay(BACK_OFF_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
    return 1;
  }

  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Reads every shard as far as it goes; gives how many records there were. */
  async function round(): Promise<number> {
    if (open.size === 0) await discover();
    let found = 0;
    for (const [shardId, first] of open) {
      let next: string | undefined = first;
      for (let page = await stream.read(next); ; page = await stream.read(next)) {
        found += page.records.length;
        if (page.records.length > 0) quiet = false;
        await handle(shardId, page.records);
        next = page.next;
        if (next === undefined || page.records.length === 0) break;
      }
      if (next !== undefined) open.set(shardId, next);
      else {
        open.delete(shardId);
        advance(shardId, END);
        await discover();
        // What goes on from it has not been read yet.
        found += 1;
      }
    }
    return found;
  }

  async function discover(): Promise<void> {
    const shards = await stream.shards();
    const there = new Set(shards.map(({ ShardId }) => ShardId));
    for (const shardId of checkpoints.keys()) if (!there.has(shardId)) checkpoints.delete(shardId);
    for (const { ShardId, ParentShardId } of shards) {
      const position = checkpoints.get(ShardId);
      const waits = ParentShardId && there.has(ParentShardId) && checkpoints.get(ParentShardId) !== END;
      if (position === END || waits || open.has(ShardId)) continue;
      open.set(ShardId, await iteratorAt(ShardId, position));
    }
  }

  async function iteratorAt(shardId: string, position: string | undefined): Promise<string> {
    if (position === undefined) return stream.iterator(shardId, 'TRIM_HORIZON');
    return stream.iterator(shardId, { after: position }).catch((error) => {
      if (error instanceof PositionLost) return stream.iterator(shardId, 'TRIM_HORIZON');
      throw error;
    });
  }

  async function handle(shardId: string, records: StreamRecord[]): Promise<void> {
    const wanted = records.filter(
      (record) => filters.length === 0 || filters.some((pattern) => matchesPattern(pattern, record)),
    );
    for (let start = 0; start < wanted.length; start += batchSize) {
      const batch = wanted.slice(start, start + batchSize);
      await deliver(shardId, batch);
      advance(shardId, batch.at(-1)?.dynamodb.SequenceNumber);
    }
    advance(shardId, records.at(-1)?.dynamodb.SequenceNumber);
  }

  function advance(shardId: string, position: string | undefined): void {
    if (position === undefined || checkpoints.get(shardId) === position) return;
    checkpoints.set(shardId, position);
    keep(Object.fromEntries(checkpoints));
  }

  return {
    get quiet() {
      return quiet;
    },
    async caughtUp() {
      while (!stopping.signal.aborted) {
        const found = await new Promise<number>((resolve) => {
          asked.push(resolve);
          wake();
        });
        if (found === 0) return;
      }
    },
    async stop() {
      stopping.abort();
      wake();
      await polling;
    },
  };
}
