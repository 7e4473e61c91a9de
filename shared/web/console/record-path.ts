import type { RecordAction } from '#register/certificate/record-action.ts';

/** The console's address of a certificate, or of what can be done with it. */
export function recordPath(number: string, action?: RecordAction): string {
  return `/console/credentials/${encodeURIComponent(number)}${action ? `/${action}` : ''}`;
}
