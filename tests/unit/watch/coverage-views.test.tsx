import { describe, expect, test } from 'vitest';
import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { NOBODY, verify } from '#register/certificate/verification.ts';
import { addDays, civilDate, instant } from '#register/civil-date.ts';
import { type Coverage, computeCoverage, type Needed } from '#watch/coverage/coverage.ts';
import { CoverageChart } from '#watch/coverage/coverage-chart.tsx';
import { FirstAidersSheet } from '#watch/coverage/first-aiders.tsx';
import { FirstAidNotice } from '#watch/coverage/notice.tsx';
import type { Holding } from '#watch/coverage/persons.ts';
import * as words from '#watch/messages/coverage.ts';
import type { Watched } from '#watch/watched-site.ts';

const day = (text: string) => civilDate.parse(text);
const at = instant.parse('2026-11-21T01:00:00.000Z');
const today = day('2026-11-21');
const to = day('2027-11-20');
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const three: Needed = { by: 'number', people: 3 };

const provider: Provider = {
  code: 'SPMC',
  name: { en: 'Society', 'zh-HK': '學會' },
  disclosure: 'masked',
  approvals: [{ scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: day('2020-01-01') }],
};

function certificate(n: number, facts: Partial<Credential>): Credential {
  return {
    key: `SPMCOFA${n}`,
    number: `SPMC-OFA-${n}`,
    provider: 'SPMC',
    type: 'OFA',
    language: 'en',
    issuedOn: day('2024-06-01'),
    expiresOn: day('2029-05-31'),
    history: [{ at, on: day('2024-06-01'), source: { via: 'api', keyId: 'k' }, event: 'issued' }],
    version: 1,
    ...facts,
  };
}

const chan = certificate(1, { nameEn: 'CHAN Tai Man', nameZh: '陳大文', expiresOn: day('2027-05-02') });
const lee = certificate(2, { nameEn: 'LEE Ka Yan', nameZh: '李嘉欣' });
const wong = certificate(3, { nameEn: 'WONG Siu Ming' });
const expired = certificate(4, { nameEn: 'HO Wing Sze', expiresOn: day('2026-11-20') });

const asHolding = (credential: Credential, of: Provider | undefined = provider): Holding => ({
  credential,
  provider: of,
  somebodyElse: false,
});
const coverageWith = (credentials: Credential[], needed?: Needed): Coverage =>
  computeCoverage(
    credentials.map((credential) => asHolding(credential)),
    { from: today, to, needed },
  );

function entryOf(credential: Credential, name?: string) {
  const { key, number, provider: code } = credential;
  const member: Watched = {
    rosterId: '0'.repeat(32),
    key,
    provider: code,
    number,
    ...(name !== undefined && { name }),
    somebodyElse: false,
    addedAt: at,
    told: { status: 'valid', expiresOn: null, nearing: null, supersededBy: null },
  };
  const verdict = verify([{ credential, provider }], {
    on: today,
    wantName: NOBODY,
    today,
    ...(name !== undefined && { name }),
  });
  return { member, match: verdict.matches[0] };
}

describe('the coverage chart', () => {
  const chart = (coverage: Coverage, language: 'en' | 'zh-HK' = 'en') =>
    String(<CoverageChart coverage={coverage} to={to} today={today} language={language} />);

  test('says in a sentence until when the number is met, and marks the first short day', () => {
    const html = chart(coverageWith([chan, lee, wong], three));
    expect(textOf(html)).toContain('number you need, 3, through 2 May 2027 (Sunday)');
    expect(html).toMatch(/<text class="short-label"[^>]*>▼ 3 May 2027</);
    expect(html).toContain('▲ Today');
  });

  test('has the same numbers in the table, with each step’s first and last day', () => {
    const text = textOf(chart(coverageWith([chan, lee, wong], three)));
    expect(text).toContain('2026-11-21 to 2027-05-02 3 met');
    expect(text).toContain('2027-05-03 to 2027-11-20 2 fewer');
  });

  test('tells too few by stripes and words, not by colour alone', () => {
    const html = chart(coverageWith([chan, lee, wong], three));
    expect(html.match(/<rect class="short-of"/g)).toHaveLength(2);
    expect(textOf(html)).toContain('Fewer than the number you need');
    const enough = chart(coverageWith([lee, wong, chan], { by: 'number', people: 2 }));
    expect(enough).not.toContain('class="short-of"');
    expect(enough).not.toContain('▼');
  });

  test('without a number it compares with nothing', () => {
    const html = chart(coverageWith([lee]));
    expect(html).not.toContain('class="needed"');
    expect(textOf(html)).not.toMatch(/configured/i);
  });

  test('names itself to a screen reader', () => {
    const html = chart(coverageWith([lee], three), 'zh-HK');
    expect(html).toMatch(/role="img" aria-labelledby="coverage-title" aria-describedby="coverage-desc"/);
    expect(html).toMatch(/<title id="coverage-title">[^<]+</);
    expect(html).toMatch(/<desc id="coverage-desc">[^<]*3人/);
  });

  test('never says that the law is complied with', () => {
    for (const language of ['en', 'zh-HK'] as const) {
      const text = textOf(chart(coverageWith([lee], { by: 'number', people: 1 }), language));
      expect(text).toMatch(/does not tell whether a law is complied with|不代表已符合任何法例/);
      expect(text).not.toMatch(/complies with the law|符合法例/);
    }
  });

  test('says which certificates could not be checked', () => {
    const coverage = computeCoverage([{ ...asHolding(lee), provider: undefined }], { from: today, to });
    expect(textOf(chart(coverage))).toContain('For 1 certificate it could not be checked');
  });

  test('a thousand steps stay within the page: widths in percent, no two-figure label on a narrow one', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      certificate(i, {
        nameEn: `HOLDER ${'ABCDEFGHIJ'[i % 10]}${'KLMNOPQRST'[Math.floor(i / 10) % 10]}${'UVW'[Math.floor(i / 100)]}`,
        expiresOn: addDays(today, i),
      }),
    );
    const html = chart(coverageWith(many, three));
    expect(html).toContain('<details>');
    expect(html.match(/<rect class="(?:bar|short)-of" x=/g)?.length).toBe(301);
    expect(html.match(/text-anchor="middle">\d+</g) ?? []).toHaveLength(1);
  });
});

describe('the first-aiders’ list', () => {
  const sheet = (
    entries: ReturnType<typeof entryOf>[],
    credentials: Credential[],
    language: 'en' | 'zh-HK' = 'en',
  ) =>
    String(
      <FirstAidersSheet
        site="Kwun Tong depot"
        entries={entries}
        declared={[]}
        coverage={coverageWith(credentials)}
        today={today}
        publicBaseUrl="https://certkeeper.example"
        language={language}
      />,
    );

  test('is in both languages whatever the reader’s, with the day and the host to verify at', () => {
    for (const language of ['en', 'zh-HK'] as const) {
      const text = textOf(sheet([entryOf(lee)], [lee], language));
      for (const words of [
        'First-aiders at this site',
        '本工作地點的急救員',
        'Kwun Tong depot',
        'certkeeper.example',
        '2026年11月21日',
        '21 November 2026',
        'Occupational First Aid Certificate',
        '職業急救證書',
        '31 May 2029',
        '2029年5月31日',
      ])
        expect(text).toContain(words);
    }
  });

  test('has the name as the employer typed it; else as the register shows it, never the whole of a masked one', () => {
    const typed = textOf(sheet([entryOf(chan, '陳大文 CHAN Tai Man'), entryOf(lee)], [chan, lee]));
    expect(typed).toContain('CHAN Tai Man 陳大文');
    // In both scripts, of which one may be all that the employer typed.
    const half = textOf(sheet([entryOf(lee, 'LEE Ka Yan')], [lee]));
    expect(half).toContain('LEE Ka Yan 李＊欣');
    expect(typed).toContain('LEE K* Y** 李＊欣');
    expect(typed).toContain('Names with asterisks');
    expect(typed).not.toMatch(/Ka Yan|嘉/);
  });

  test('has those who count today, each once with the certificate that lasts longest', () => {
    const longer = certificate(5, { nameEn: 'CHAN Tai Man', expiresOn: day('2029-01-31') });
    const lifeSupport = certificate(6, { nameEn: 'CHAN Tai Man', type: 'BLS', expiresOn: day('2030-01-31') });
    const all = [chan, longer, lifeSupport, expired];
    const text = textOf(
      sheet(
        [entryOf(chan, 'CHAN Tai Man'), ...[longer, lifeSupport, expired].map((each) => entryOf(each))],
        all,
      ),
    );
    expect(text.match(/CHAN Tai Man/g)).toHaveLength(1);
    expect(text).toContain('31 Jan 2029');
    expect(text).not.toMatch(/SPMC-OFA-[146]|HO W/);
  });

  test('like the notice, tells on the screen how a masked name is printed in full', () => {
    const notice = (name?: string) =>
      textOf(
        String(
          <FirstAidNotice
            site="Kwun Tong depot"
            entries={[entryOf(lee, name)]}
            declared={[]}
            coverage={coverageWith([lee])}
            today={today}
            language="en"
          />,
        ),
      );
    expect(notice()).toContain('Names with asterisks');
    expect(notice('李嘉欣 LEE Ka Yan')).not.toContain('Names with asterisks');
  });

  test('says so when there is nobody', () => {
    expect(textOf(sheet([entryOf(expired)], [expired]))).toContain('Nobody on the list holds');
  });
});

test('every word of the chart and the list is there in both languages, for Hong Kong', () => {
  const all = { ...words.coverageMessages, ...words.firstAidersMessages, masked: words.maskedNames };
  for (const { en, 'zh-HK': zh } of Object.values(all)) {
    expect(en).not.toMatch(/!|\bplease\b|\p{Script=Han}/iu);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(zh).not.toMatch(/\p{Script=Han}[,;:!?]|\p{Script=Han}\s*\(|[证发请号码进过时间构书对]/u);
  }
});
