import { addDays, addYears, hongKongDay, instant } from '#register/civil-date.ts';
import { type RunningSystem, runToEnd } from './running-system.ts';

/** The address that the reminder went to. */
export const HOLDER = 'holder@example.com';

/**
 * A holder of two certificates of the sample provider, one of which ends in 30 days, has got today's reminder. A run of
 * reminders reaches every certificate there is, so this one comes before any file has registered its own.
 */
export async function remindHolder({ baseUrl, apiKey, state }: RunningSystem): Promise<void> {
  const today = hongKongDay(instant.parse(new Date().toISOString()));
  const expiresOn = addDays(today, 30);
  await register({ type: 'OFA', issuedOn: addYears(expiresOn, -3, 'clamp'), expiresOn });
  await register({ type: 'BLS', issuedOn: addDays(today, -10), expiresOn: addDays(today, 600) });
  const said = await runToEnd('operator/remind.ts', [today], { CERTKEEPER_STATE: state });
  if (said.code !== 0) throw new Error(said.stdout + said.stderr);

  async function register(dates: { type: string; issuedOn: string; expiresOn: string }): Promise<void> {
    const facts = { nameEn: 'CHAN Tai Man', nameZh: '陳大文', email: HOLDER, language: 'en', ...dates };
    const response = await fetch(`${baseUrl}/v1/credentials`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(facts),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }
}
