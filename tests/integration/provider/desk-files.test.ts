import { beforeAll, describe, expect, it } from 'vitest';
import { runChunk } from '#import/rows/run-step.ts';
import { uploadsTo } from '#support/files/uploads';
import { ofa } from '#support/sites/api';
import { createTestColleagues } from '#support/sites/colleagues';

/** A file can revoke and suspend many at once, which is a manager's to do. */
let test: Awaited<ReturnType<typeof createTestColleagues>>;
beforeAll(async () => {
  test = await createTestColleagues();
});

const file = ['number,type,nameEn,issuedOn,action,reason', ''];
async function uploadAs(
  role: 'desk' | 'manager',
  rows: string[],
  confirming?: Awaited<ReturnType<typeof test.signInAs>>,
) {
  const email = `${role}@mine.example`;
  if (!(await test.registry.colleagues.list('MINE')).some((one) => one.email === email))
    await test.invite(email, role);
  const browser = await test.signInAs(email);
  const body = JSON.stringify({ fileName: 'f.csv', contentLength: 100 });
  const headers = { 'content-type': 'application/json' };
  const answer = await browser.send('/console/imports/request', { method: 'POST', body, headers });
  const { importId } = JSON.parse(answer.text);
  const text = [file[0], ...rows, ''].join('\n');
  const run = (message: Parameters<typeof runChunk>[1]) =>
    runChunk(test.registry, message, () => test.time.at);
  for (const chunk of await uploadsTo(test.registry).split(importId, text)) await run(chunk);
  await (confirming ?? browser).send(`/console/imports/${importId}/confirm`, { method: 'POST' });
  await run({ step: 'confirm', importId, provider: 'MINE', keyId: 'k', n: 0 });
  return (await test.ask('GET', `/v1/imports/${importId}/rejected`)).text;
}
const statusOf = async (number: string) => (await test.ask('GET', `/v1/credentials/${number}`)).json().status;

describe('a file of the desk', () => {
  it.each(['revoke', 'suspend', '撤銷', '暫停'])('does not %s; a manager’s does', async (action) => {
    const number = `DESK-${action.codePointAt(0)}`;
    await test.ask('POST', '/v1/credentials', { body: { ...ofa, number } });
    const row = `${number},OFA,CHAN Tai Man,2024-03-01,${action},left the course`;
    expect(await uploadAs('desk', [row])).toContain('managers_only');
    expect(await statusOf(number)).toBe('valid');
    await uploadAs('manager', [row]);
    expect(await statusOf(number)).toMatch(/revoked|suspended/);
  });

  it('is not what a manager’s becomes when the desk registers it', async () => {
    await test.ask('POST', '/v1/credentials', { body: { ...ofa, number: 'DESK-CONFIRM' } });
    const desk = await test.signInAs('desk@mine.example');
    const row = 'DESK-CONFIRM,OFA,CHAN Tai Man,2024-03-01,revoke,left the course';
    expect(await uploadAs('manager', [row], desk)).toContain('managers_only');
    expect(await statusOf('DESK-CONFIRM')).toBe('valid');
  });

  it('registers and corrects', async () => {
    expect(await uploadAs('desk', ['DESK-NEW,OFA,LEE Kin,2024-03-01,,'])).not.toContain('managers_only');
    await uploadAs('desk', ['DESK-NEW,OFA,LEE Kit,2024-03-01,correct,misspelt']);
    expect((await test.ask('GET', '/v1/credentials/DESK-NEW')).text).toContain('LEE Kit');
  });
});
