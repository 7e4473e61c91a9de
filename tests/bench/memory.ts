import { execFile } from 'node:child_process';
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import * as z from 'zod';
import { instant } from '#domain/civil-date';
import type { ImportJob } from '#domain/import-job';
import { bundleOf } from './bundle.ts';
import type { Figure } from './report.ts';
import { csv } from './rows.ts';
import { ETAG, startStandIn } from './stand-in.ts';

const FEW = 2_000;
const MANY = 200_000;
/** Peak memory with a hundred times the rows, as a multiple. */
const FLAT = { atMost: 1.2 };
const LONGEST_MS = 280_000;

const job: ImportJob = {
  id: 'bench',
  provider: 'SPMC',
  keyId: 'bench',
  fileName: 'bench',
  contentLength: 1,
  state: 'awaitingUpload',
  createdAt: instant.parse('2026-11-21T02:00:00.000Z'),
};

const measured = z.object({ seconds: z.number(), peakMb: z.number() });
type Measured = z.infer<typeof measured>;

/** Peak memory of the two functions that a file goes through, each as deployed, in a process of its own. */
export async function memoryFigures(folder: string): Promise<Figure[]> {
  const split = await bundleOf('split-import', folder);
  const rows = await bundleOf('import-rows', folder);
  const file = async (count: number) => {
    const path = join(folder, `${count}.csv`);
    await pipeline(Readable.from(csv(count)), createWriteStream(path));
    return path;
  };
  const queued = (count: number) => join(folder, `${count}.messages`);

  const splitOf = async (count: number) => splitFile(split, await file(count), queued(count), count);
  const importOf = (count: number) => importChunks(rows, queued(count), count);
  return [
    ...compared('split-import, CSV', await splitOf(FEW), await splitOf(MANY)),
    ...compared('import-rows', await importOf(FEW), await importOf(MANY)),
  ];
}

function compared(what: string, few: Measured, many: Measured): Figure[] {
  return [
    { what: `${what}: peak memory, 2,000 rows`, value: few.peakMb, unit: 'MB' },
    { what: `${what}: peak memory, 200,000 rows`, value: many.peakMb, unit: 'MB' },
    { what: `${what}: the second by the first`, value: many.peakMb / few.peakMb, unit: 'x', goal: FLAT },
    { what: `${what}: 200,000 rows in`, value: many.seconds, unit: 's' },
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

async function importChunks(bundle: string, events: string, rows: number): Promise<Measured> {
  const services = await startStandIn({ job });
  const figure = await run(bundle, events, services.environment);
  await services.stop();
  if (services.counts().rows !== rows) throw new Error(`not all of ${rows} rows are accounted for`);
  return figure;
}

async function run(bundle: string, events: string, environment: Record<string, string>): Promise<Measured> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'worker.js'), bundle, events],
    {
      env: { PATH: process.env['PATH'], ...environment },
      timeout: LONGEST_MS,
    },
  );
  return measured.parse(JSON.parse(stdout));
}
