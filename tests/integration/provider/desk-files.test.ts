import { beforeAll, describe, expect, it } from 'vitest';
import { importRows } from '#import/rows/import-rows.ts';
import { uploadsTo } from '#support/files/uploads';
import { ofa } from '#support/sites/api';
import { createTestColleagues } from '#support/sites/colleagues';

/** A file can revoke and suspend many at once, which is a manager's to do. */
let test: Awaited<ReturnType<typeof createTestColleagues>>;
beforeAll(async () => {
  test = await createTestColleagues();
});

const file = ['number,type,nameEn,issuedOn,action,reason', ''];
async function uploadAs(role: 'desk' | 'manager', rows: string[]) {
  const email = `${role}@mine.example`;
  if (!(await test.registry.colleagues.list('MINE')).some((one) => one.email === email))
    await test.invite(email, role);
  const browser = await test.signInAs(email);
  const body = JSON.stringify({ fileName: 'f.csv', contentLength: 100 });
  const headers = { 'content-type': 'application/json' };
  const answer = await browser.send('/console/imports/request', { method: 'POST', body, headers });
  const { importId } = JSON.parse(answer.text);
  const text = [file[0], ...rows, ''].join('\n');
  for (const chunk of await uploadsTo(test.registry).split(importId, text))
    await importRows(test.registry, chunk, () => test.time.at);
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

  it('registers and corrects', async () => {
    expect(await uploadAs('desk', ['DESK-NEW,OFA,LEE Kin,2024-03-01,,'])).not.toContain('managers_only');
    await uploadAs('desk', ['DESK-NEW,OFA,LEE Kit,2024-03-01,correct,misspelt']);
    expect((await test.ask('GET', '/v1/credentials/DESK-NEW')).text).toContain('LEE Kit');
  });
});
