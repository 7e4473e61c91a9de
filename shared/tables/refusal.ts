import { FileRefused } from './import-job.ts';

/** What a library says of a broken file is `not_a_table`; what the system says (a full disk) is a fault of ours. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof FileRefused) return error;
  return error instanceof Error && 'syscall' in error ? error : new FileRefused('not_a_table');
}

/** What a strange value made our own reading stumble over is `not_a_table`, not a fault to try again; all else stays. */
export function stumbled(error: unknown): unknown {
  const isOurs = (error instanceof RangeError || error instanceof TypeError) && !('syscall' in error);
  return isOurs ? new FileRefused('not_a_table') : error;
}
