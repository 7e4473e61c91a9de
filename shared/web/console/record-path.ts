import type { RecordAction } from '#register/certificate/record-action.ts';

/** The console's address of a certificate, of what can be done with it, or of its label. */
export function recordPath(number: string, action?: RecordAction | 'label'): string {
  return `/console/credentials/${encodeURIComponent(number)}${action ? `/${action}` : ''}`;
}
