import { currentTrace } from '#storage/trace.ts';

/**
 * One line of JSON on stdout. Lambda keeps it as it is only with a `timestamp` beside the `level`, which the trace of the
 * invocation gives; otherwise it makes every line one of level INFO, and no alarm on errors rings. Never a name, an
 * address, a number or a message as it came.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function logLine(line: { level: 'INFO' | 'WARN' | 'ERROR'; [field: string]: unknown }): void {
  const trace = currentTrace();
  const { requestId, correlationId } = trace ?? {};
  process.stdout.write(
    `${JSON.stringify({ timestamp: trace?.clock(), requestId, correlationId, ...line })}\n`,
  );
}

/** What a log line may say of a failure. */
export function errorFields(error: unknown) {
  return error instanceof Error
    ? { error: { name: error.name, message: error.message, stack: error.stack } }
    : {};
}
