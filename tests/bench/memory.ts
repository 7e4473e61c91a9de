import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import * as z from 'zod';
import { FLAT_HEAP, SPLIT_MEMORY_MB } from '#infra/constructs/import-pipeline';
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
/** A chunk runs alone in an instance, and many instances run at once: as many here as the smallest machine has cores. */
const INSTANCES = 2;
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
type Measured = z.infer<typeof measured>;

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
      ...compared(`split-import, ${format}`, await splitOf(write, FEW), await splitOf(write, MANY)),
    );
  const importOf = (count: number) => importChunks(rows, queued(count), count);
  return [...figures, ...compared('import-rows', await importOf(FEW), await importOf(MANY))];
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

function compared(what: string, few: Measured, many: Measured): Figure[] {
  return [
    { what: `${what}: peak memory, 2,000 rows`, value: few.peakMb, unit: 'MB' },
    { what: `${what}: peak memory, 200,000 rows`, value: many.peakMb, unit: 'MB' },
    { what: `${what}: the second by the first`, value: many.peakMb / few.peakMb, unit: 'x', goal: FLAT },
    { what: `${what}: of 200,000`, value: MANY / many.seconds, unit: 'rows/s' },
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
  return figure;
}

/** The highest peak of any instance. */
async function importChunks(bundle: string, queue: string, rows: number): Promise<Measured> {
  const services = await startStandIn({ job });
  const shares = await dealt(queue);
  const figures = await Promise.all(shares.map((events) => run(bundle, events, services.environment)));
  await services.stop();
  if (services.counts().rows !== rows) throw new Error(`not all of ${rows} rows are accounted for`);
  return {
    peakMb: Math.max(...figures.map(({ peakMb }) => peakMb)),
    startedPeakMb: 0,
    seconds: Math.max(...figures.map(({ seconds }) => seconds)),
  };
}

/** The messages of the queue dealt out, a file for each instance. */
async function dealt(queue: string): Promise<string[]> {
  const shares = Array.from({ length: INSTANCES }, (_, i) => `${queue}.${i}`);
  const files = shares.map((share) => createWriteStream(share));
  let n = 0;
  for await (const line of createInterface({ input: createReadStream(queue) }))
    files[n++ % INSTANCES]?.write(`${line}\n`);
  await Promise.all(files.map((file) => new Promise<void>((ended) => file.end(ended))));
  return shares;
}

/** As deployed, with what the function is told of its heap. */
async function run(bundle: string, events: string, environment: Record<string, string>): Promise<Measured> {
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
