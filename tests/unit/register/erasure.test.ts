import { describe, expect, it } from 'vitest';
import { correct } from '#register/certificate/correction.ts';
import { type Credential, credential } from '#register/certificate/credential.ts';
import { isHiddenFrom } from '#register/certificate/disclosure.ts';
import { eraseAddresses, eraseHolder, isErased } from '#register/certificate/erasure.ts';
import { mergeUpload } from '#register/certificate/registration.ts';
import { withSupersession } from '#register/certificate/supersession.ts';
import { NOBODY, verify } from '#register/certificate/verification.ts';
import { civilDate, instant } from '#register/civil-date.ts';

const day = (text: string) => civilDate.parse(text);
const at = instant.parse('2026-11-30T02:00:00.000Z');
const source = { via: 'api', keyId: 'k' } as const;

const certificate = (over: object = {}): Credential =>
  credential.parse({
    key: 'A1',
    number: 'A-1',
    provider: 'SPMC',
    type: 'OFA',
    nameEn: 'TSE Quillon Xavier',
    nameZh: '謝曉彤',
    email: 'quillon@example.com',
    courseSession: 'Tse, evening',
    language: 'en',
    issuedOn: '2024-03-01',
    expiresOn: '2027-02-28',
    history: [{ event: 'issued', at, on: '2024-03-01', source }],
    version: 1,
    ...over,
  });

const entry = (event: string, more: object) => ({ event, at, on: '2024-05-01', source, ...more });
const change = (field: string, from: string | null, to: string | null) => ({ field, from, to });

describe('erasing a holder', () => {
  it('leaves number, type, dates and what became of it', () => {
    const erased = eraseHolder(
      certificate({ history: [...certificate().history, entry('revoked', { reason: 'fraud' })] }),
      at,
    );
    expect(erased).toMatchObject({
      number: 'A-1',
      type: 'OFA',
      issuedOn: '2024-03-01',
      expiresOn: '2027-02-28',
    });
    expect(Object.keys(erased)).not.toEqual(expect.arrayContaining(['nameEn']));
    expect(erased.history.at(-2)).toMatchObject({ event: 'revoked', reason: 'fraud' });
    expect(erased.history.at(-1)).toMatchObject({ event: 'erased', source: { via: 'registry' } });
    expect(erased.version).toBe(2);
    expect(eraseHolder(erased, at)).toBe(erased);
  });

  it.each([
    'asked by Quillon',
    'for tse quillon XAVIER',
    '曉彤來電',
    '謝曉彤女士要求',
    'wrote from quillon@example.com',
    'was Siu Ming before',
  ])('takes out a reason that names the holder: %s', (reason) => {
    const earlier = entry('corrected', {
      reason: 'typed wrongly',
      changes: [change('nameEn', 'TSE Siu Ming', 'TSE Quillon Xavier')],
    });
    const erased = eraseHolder(
      certificate({ history: [...certificate().history, earlier, entry('suspended', { reason })] }),
      at,
    );
    expect(erased.history).toMatchObject([
      {},
      { reason: 'typed wrongly', changes: [{ field: 'nameEn', from: null, to: null }] },
      { reason: 'erased' },
      { event: 'erased' },
    ]);
    expect(JSON.stringify(erased)).not.toMatch(/quillon|tse|siu|曉彤/i);
  });

  it('removes only the addresses that are gone, elsewhere', () => {
    const moved = entry('corrected', {
      reason: 'moved',
      changes: [change('email', 'gone@example.com', 'quillon@example.com'), change('nameEn', 'A', 'B')],
    });
    const one = certificate({ history: [...certificate().history, moved] });
    const left = eraseAddresses(one, (address) => address === 'gone@example.com');
    expect(left).toMatchObject({ email: 'quillon@example.com', nameEn: 'TSE Quillon Xavier', version: 2 });
    expect(left.history[1]).toMatchObject({
      changes: [
        { field: 'email', from: null, to: 'quillon@example.com' },
        { field: 'nameEn', from: 'A', to: 'B' },
      ],
    });
    expect(eraseAddresses(one, () => false)).toBe(one);
    expect(JSON.stringify(eraseAddresses(one, () => true))).not.toContain('@');
  });
});

describe('an erased certificate', () => {
  const erased = eraseHolder(certificate(), at);
  const provider = (disclosure: 'masked' | 'matchOnly' | 'full') => ({
    code: 'SPMC',
    name: { en: 'S', 'zh-HK': '示' },
    disclosure,
    approvals: [],
  });

  it.each(['masked', 'full', 'matchOnly'] as const)('is still verified, whoever asks (%s)', (disclosure) => {
    for (const name of [undefined, 'TSE Quillon Xavier', 'CHAN Tai Man']) {
      const asked = { name, on: day('2026-11-30'), today: day('2026-11-30'), wantName: NOBODY };
      const { matches } = verify([{ credential: erased, provider: provider(disclosure) }], asked);
      expect(matches).toMatchObject([
        { nameMatch: 'notAsked', holder: { name: expect.stringContaining('erased') } },
      ]);
      const check = matches[0]?.checks.find((one) => one.check === 'nameMatches');
      expect(check?.outcome).toBe(name === undefined ? undefined : 'unknown');
    }
    expect(isHiddenFrom(undefined, { credential: erased, provider: provider(disclosure) })).toBe(false);
  });

  it('gets nobody back, by a file or a correction', () => {
    const { nameEn, email } = certificate();
    const facts = {
      type: 'OFA',
      nameEn,
      email,
      language: 'en',
      issuedOn: day('2024-03-01'),
      expiresOn: day('2027-02-28'),
    } as const;
    const now = { at, on: day('2026-11-30'), source };
    const given = new Set(['nameEn', 'email', 'issuedOn', 'expiresOn', 'type'] as const);
    expect(mergeUpload(erased, { ...facts, number: 'A-1', key: 'A1' }, given, now)).toEqual({
      outcome: 'unchanged',
    });
    expect(correct(erased, { nameEn: 'X' }, 'r', now)).toMatchObject({
      ok: false,
      problems: [{ code: 'erased' }],
    });
    expect(isErased(erased)).toBe(true);
  });

  it('keeps what it was superseded by elsewhere', () => {
    const by = { number: 'B-1', provider: 'PEAK' };
    const superseded = {
      event: 'superseded',
      at,
      on: '2026-01-01',
      source: { via: 'registry' },
      by,
      reason: 'renewed_elsewhere',
    };
    const old = eraseHolder(certificate({ history: [...certificate().history, superseded] }), at);
    const renewal = certificate({
      key: 'B1',
      number: 'B-1',
      provider: 'PEAK',
      issuedOn: '2026-01-01',
      expiresOn: '2029-01-01',
    });
    const provided = (credential: Credential) => ({
      credential,
      provider: {
        code: credential.provider,
        name: { en: credential.provider, 'zh-HK': credential.provider },
        disclosure: 'masked' as const,
        approvals: [],
      },
    });
    for (const other of [renewal, eraseHolder(renewal, at)])
      expect(withSupersession(provided(old), [provided(other)], at)).toBeUndefined();
  });
});
