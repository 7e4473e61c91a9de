import { expect, it } from 'vitest';
import { createHolderTest } from '#support/sites/holder-site';
import { asKept } from './kept-page.ts';

/** Every page of a holder, as it was agreed on. */
it.each(['en', 'zh-HK'])('every page, in %s', async (lang) => {
  const test = await createHolderTest();
  await test.register('SPMC-OFA-1');
  await test.register('SPMC-BLS-2', { type: 'BLS', issuedOn: '2026-06-10' });
  await test.register('SPMC-OFA-3', { issuedOn: '2021-03-01' });
  const keep = async (name: string, path: string, init: RequestInit = {}) => {
    const answer = await test.ask(path, { ...init, lang });
    await asKept(`holder/${name}.${lang}`, answer);
    return answer;
  };
  const send = (name: string, path: string, fields: Record<string, string>) =>
    keep(name, path, { method: 'POST', body: new URLSearchParams(fields) });
  const changeLink = async (of: 'confirmAddress' | 'refuseAddress') => {
    const subject = test.notices.at(-1);
    if (subject?.of !== 'addressChange') throw new Error('no notice of a change');
    return `/change-of-address/${await test.registry.links.sign(of, { changeId: subject.changeId })}`;
  };

  const unsubscribe = await test.unsubscribe('SPMC-OFA-1');
  await keep('stop', unsubscribe);
  await send('stop-nothing', unsubscribe, {});
  await send('stopped', unsubscribe, { action: 'stop', scope: 'certificate' });
  await keep('stopped-one', `${unsubscribe}?done=1`);
  await send('stopped-all', unsubscribe, { action: 'stop', scope: 'all' });
  await keep('stopped-everything', unsubscribe);
  await send('resumed', unsubscribe, { action: 'resume', scope: 'all' });
  await keep('stop-invalid', `${unsubscribe}x`);

  await keep('own-certificates', '/my');
  await send('own-certificates-wrong', '/my', { email: 'nobody' });
  await send('own-certificates-asked', '/my', { email: 'chan@example.com' });

  const my = await test.my();
  await keep('certificates', my);
  await keep('certificates-invalid', '/my/nothing');
  await keep('proof', `${my}/proof/SPMC/SPMCOFA1`);
  await keep('proof-expired', `${my}/proof/SPMC/SPMCOFA3`);
  await keep('proof-of-none', `${my}/proof/SPMC/SPMCOFA9`);
  await send('address-wrong', `${my}/address`, { email: 'nobody' });
  expect((await send('address-asked', `${my}/address`, { email: 'new@example.org' })).status).toBe(200);
  const [confirm, refuse] = [await changeLink('confirmAddress'), await changeLink('refuseAddress')];
  await keep('address-confirm', confirm);
  await keep('address-refuse', refuse);
  await send('address-confirmed', confirm, {});
  await keep('address-confirmed-already', confirm);
  await send('address-refused', refuse, {});
  await keep('address-refused-already', refuse);
  await keep('address-invalid', '/change-of-address/nothing');
});
