import { FileRefused } from '#domain/import-job';

/** What a library says of a broken file is `not_a_table`; what the system says (a full disk) is a fault of ours. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof FileRefused) return error;
  return error instanceof Error && 'syscall' in error ? error : new FileRefused('not_a_table');
}
