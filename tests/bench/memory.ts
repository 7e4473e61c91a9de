import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import * as z from 'zod';
import { CHUNKS_AT_ONCE, FLAT_HEAP, SPLIT_MEMORY_MB } from '#infra/constructs/import-pipeline';
import { MEMORY_MB } from '#infra/constructs/service-function';
import { instant } from '#register/civil-date.ts';
import type { ImportJob } from '#tables/import-job.ts';
import { bundleOf } from './bundle.ts';
import type { Figure } from './report.ts';
import { big5, csv, workbook } from './rows.ts';
import { ETAG, startStandIn } from './stand-in.ts';

const FEW = 2_000;
const MANY = 200_000;
/** As many as a workbook may have; it is read whole, in a process of its own. */
const MANY_OF_WORKBOOK = 50_000;
/** Peak memory with a hundred times the rows, as a multiple. */
const FLAT = { atMost: 1.2 };
/**
 * A chunk runs alone in an instance, and so many instances share a file's chunks as there may be at once. One of them works
 * through its share here, 40,000 rows of 200,000, beside the table that answers it; `MEMORY_INSTANCES=5` has all of them do
 * so, one after the other, which takes five times as long.
 */
const INSTANCES = Math.min(CHUNKS_AT_ONCE, Number(process.env['MEMORY_INSTANCES'] ?? 1));
const MAX_MS = 600_000;

const texts = { 'CSV in UTF-8': csv, 'CSV in Big5': big5 };

const job: ImportJob = {
  id: 'bench',
  provider: 'SPMC',
  keyId: 'bench',
  fileName: 'bench',
  contentLength: 1,
  state: 'awaitingUpload',
  createdAt: instant.parse('2026-11-21T02:00:00.000Z'),
};

const measured = z.object({ seconds: z.number(), peakMb: z.number(), startedPeakMb: z.number() });
/** `rows`: how many were worked through. */
type Measured = z.infer<typeof measured> & { rows: number };

/** Peak memory of the two functions that a file goes through, each as deployed, in a process of its own. */
export async function memoryFigures(folder: string): Promise<Figure[]> {
  const split = await bundleOf('split-import', folder);
  const rows = await bundleOf('import-rows', folder);
  const queued = (count: number) => join(folder, `${count}.messages`);

  const splitOf = async (write: (rows: number) => Iterable<string | Buffer>, count: number) => {
    const file = join(folder, `${count}.file`);
    await pipeline(Readable.from(write(count)), createWriteStream(file));
    return splitFile(split, file, queued(count), count);
  };
  const figures = ofWorkbook(await splitOf(workbook, MANY_OF_WORKBOOK));
  for (const [format, write] of Object.entries(texts))
    figures.push(
      ...compared(
        `split-import, ${format}`,
        SPLIT_MEMORY_MB,
        await splitOf(write, FEW),
        await splitOf(write, MANY),
      ),
    );
  const few = await importChunks(rows, [queued(FEW)], FEW);
  const shares = (await dealt(queued(MANY))).slice(0, INSTANCES);
  const many = await importChunks(rows, shares, (MANY / CHUNKS_AT_ONCE) * INSTANCES);
  return [...figures, ...compared('import-rows, an instance of five', MEMORY_MB, few, many)];
}

function ofWorkbook({ peakMb, startedPeakMb, seconds }: Measured): Figure[] {
  const what = 'split-import, XLSX of 50,000 rows';
  return [
    { what: `${what}: peak memory of the reading process`, value: startedPeakMb, unit: 'MB' },
    {
      what: `${what}: peak memory of both`,
      value: peakMb + startedPeakMb,
      unit: 'MB',
      goal: { atMost: SPLIT_MEMORY_MB },
    },
    { what: `${what}: pace`, value: MANY_OF_WORKBOOK / seconds, unit: 'rows/s' },
  ];
}

/** `memoryMb`: what the function has. */
function compared(what: string, memoryMb: number, few: Measured, many: Measured): Figure[] {
  const most = { atMost: memoryMb };
  return [
    { what: `${what}: peak memory, ${few.rows} rows`, value: few.peakMb, unit: 'MB', goal: most },
    { what: `${what}: peak memory, ${many.rows} rows`, value: many.peakMb, unit: 'MB', goal: most },
    { what: `${what}: the second by the first`, value: many.peakMb / few.peakMb, unit: 'x', goal: FLAT },
    { what: `${what}: of ${many.rows}`, value: many.rows / many.seconds, unit: 'rows/s' },
  ];
}

async function splitFile(bundle: string, object: string, queue: string, rows: number): Promise<Measured> {
  const services = await startStandIn({ job, object, queue });
  const events = `${queue}.event`;
  const detail = { object: { key: `imports/${job.provider}/${job.id}`, etag: ETAG } };
  writeFileSync(events, `${JSON.stringify({ detail })}\n`);
  const figure = await run(bundle, events, services.environment);
  await services.stop();
  if (services.counts().messages !== rows / 100) throw new Error(`${rows} rows are not ${rows / 100} chunks`);
  return { ...figure, rows };
}

/** A share of the messages after the other, each by an instance of its own; the highest peak of any. */
async function importChunks(bundle: string, shares: string[], rows: number): Promise<Measured> {
  const services = await startStandIn({ job });
  const figures: z.infer<typeof measured>[] = [];
  for (const events of shares) figures.push(await run(bundle, events, services.environment));
  await services.stop();
  if (services.counts().rows !== rows) throw new Error(`not all of ${rows} rows are accounted for`);
  return {
    peakMb: Math.max(...figures.map(({ peakMb }) => peakMb)),
    startedPeakMb: 0,
    seconds: figures.reduce((sum, { seconds }) => sum + seconds, 0),
    rows,
  };
}

/** The messages of the queue dealt out, a file for each instance that there may be. */
async function dealt(queue: string): Promise<string[]> {
  const shares = Array.from({ length: CHUNKS_AT_ONCE }, (_, i) => `${queue}.${i}`);
  const files = shares.map((share) => createWriteStream(share));
  let n = 0;
  for await (const line of createInterface({ input: createReadStream(queue) }))
    files[n++ % CHUNKS_AT_ONCE]?.write(`${line}\n`);
  await Promise.all(files.map((file) => new Promise<void>((ended) => file.end(ended))));
  return shares;
}

/** As deployed, with what the function is told of its heap. */
async function run(bundle: string, events: string, environment: Record<string, string>) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'worker.js'), bundle, events],
    {
      env: { PATH: process.env['PATH'], NODE_OPTIONS: FLAT_HEAP, ...environment },
      timeout: MAX_MS,
    },
  );
  return measured.parse(JSON.parse(stdout));
}
