/** One line of JSON on stdout: Lambda takes it as it is, and so does a terminal. Never a name, an address, a number or a message as it came. */
export function logLine(line: { level: 'INFO' | 'WARN' | 'ERROR'; [field: string]: unknown }): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** What a log line may say of a failure. */
export function errorFields(error: unknown) {
  return error instanceof Error
    ? { error: { name: error.name, message: error.message, stack: error.stack } }
    : {};
}
