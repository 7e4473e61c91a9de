/** One line of JSON on stdout, as Lambda's log takes it. Never a name, an address, a number or a message as it came. */
export function logLine(line: { level: 'INFO' | 'ERROR'; [field: string]: unknown }): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
