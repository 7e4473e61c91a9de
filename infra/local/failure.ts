/** Something a person can put right; its message is the one line that `npm start` and `npm run remind` end with. */
export class Failure extends Error {
  override name = 'Failure';
}

/** One line for a terminal, whatever was thrown; no stack. */
export function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.split('\n', 1)[0]?.trim() || 'unknown error';
}

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
