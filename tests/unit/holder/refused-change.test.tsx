import { expect, it } from 'vitest';
import type { Moved } from '#holder/moved-certificates.ts';
import { RefusedPage } from '#holder/site/views/address.tsx';
import { type AddressChange, addressChange } from '#register/address/address-change.ts';
import { instant } from '#register/civil-date.ts';
import { pageContext } from '#web/ui/page-context.ts';

const at = instant.parse('2026-11-21T02:00:00.000Z');
const context = pageContext({ clock: () => at, publicBaseUrl: 'https://certkeeper.example' }, 'en', {
  ...{ method: 'get', path: '/change', query: {} },
});
const change = (state: 'refusing' | 'refused'): AddressChange =>
  addressChange.parse({
    ...{
      changeId: '6f0e6f5e-38a4-4b5e-9f6e-1c1d3f6f2a10',
      holder: 'h',
      oldEmail: 'old@example.com',
      newEmail: 'new@example.org',
    },
    ...{ language: 'en', askedAt: at, until: at, state, refusedAt: at, moves: [] },
  });
const pageOf = (state: 'refusing' | 'refused', ...is: Moved['is'][]) =>
  String(
    <RefusedPage
      change={change(state)}
      moved={is.map((one, n) => ({ id: { key: `A${n}`, provider: 'SPMC' }, is: one }))}
      kept={1}
      path="/change"
      certificatesPath="/my"
      context={context}
    />,
  );

it.each([
  ['all is back', 'refused', ['back'], false],
  ['it is still being taken back', 'refusing', ['back'], true],
  ['one is not back yet', 'refused', ['back', 'notYet'], true],
  ['one cannot be read', 'refused', ['unreadable'], true],
  ['one was given another address by its provider since', 'refused', ['provider'], false],
  ['one was moved again by its holder', 'refused', ['movedAgain'], false],
] as const)('a refused change can be pressed once more where %s', (_, state, is, again) => {
  expect(/<form[^>]*method="post"/.test(pageOf(state, ...is))).toBe(again);
});
