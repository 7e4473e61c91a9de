import { clock } from '#functions/runtime/clock.ts';
import { traced } from '#functions/runtime/traced.ts';
import { createMetrics } from '#mail/metrics.ts';
import { environments } from '#storage/contract/environment.ts';
import { checkVerifying } from '#verify/check-verifying.ts';
import { logLine } from '#web/log.ts';

const env = environments['check-verifying'].parse(process.env);
const metrics = createMetrics(env.METRICS_NAMESPACE, clock);
/** Nobody at a gate waits as long. */
const MAX_WAIT_MS = 10_000;

const ask = (address: string) =>
  fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(MAX_WAIT_MS),
  });

/** Every five minutes the public address is asked for a certificate that is there, as by anybody else. */
export const handler = traced(async (): Promise<void> => {
  const checked = await checkVerifying(
    { ask },
    { publicBaseUrl: env.PUBLIC_BASE_URL, number: env.CANARY_NUMBER },
  );
  metrics.put({ VerifyingAnswered: checked.ok ? 1 : 0 });
  // Not an error: one time is none, and the alarm on the metric counts.
  if (!checked.ok) logLine({ level: 'WARN', event: 'verifying does not answer', ...checked });
});
