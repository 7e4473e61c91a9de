import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../../structure/tree.ts';

interface Term {
  never: RegExp;
  say: string;
  /** A sentence that has the word, which must be found. */
  sample: string;
  /** Only in files whose path has this. */
  within?: string;
}

/** Words that no reader meets: one thing has one name, in plain words. `say` is what to write instead. */
const english: Term[] = [
  { never: /\be-mail/i, say: 'email', sample: 'Your e-mail address' },
  { never: /\bmend(s|ed|ing)?\b/i, say: 'correct', sample: 'Rows to mend' },
  { never: /\b(came|become|becomes|became) of\b/i, say: 'result', sample: 'What came of the rows' },
  { never: /\bwhoever\b/i, say: 'anyone who', sample: 'Whoever has the link' },
  { never: /\bat once\b/i, say: 'immediately, or together', sample: 'The key stops at once.' },
  { never: /\b(stands?|standing|stood)\b/i, say: 'is', sample: 'It stands in this row.' },
  { never: /\bas it stands\b/i, say: 'now', sample: 'The name as it stands' },
];

const chinese: Term[] = [
  { never: /留意/, say: '監察；跟進', sample: '停止留意此工作地點' },
  { never: /身分/, say: '身份', sample: '身分證號碼' },
  { never: /續證提示/, say: '續期提示', sample: '續證提示電郵' },
  { never: /毋須/, say: '無須', sample: '核實證書毋須登入' },
  { never: /[改會被已]?寄[往至]/, say: '發送至', sample: '通知寄往此地址' },
  { never: /滋擾/, say: '垃圾郵件', sample: '滋擾郵件' },
  // A line of pasted text is 行, and so are the words that have this character in another sense.
  {
    never: /(?<![進執自施現舉換流推發每通])行(?!政|為|動|業|人)|每行(?!一個)/,
    say: '列',
    sample: '檔案中有5行',
  },
  { never: /語言/, say: '語文', sample: '電郵語言' },
  { never: /機構專用|專用頁面|專頁/, say: '培訓機構平台', sample: '機構專頁' },
  { never: /(?<!註)登記處|登記冊系統|我們/, say: '本系統', sample: '由登記處發給' },
  { never: /網絡(地址|位址|連線[每的])|位址/, say: 'IP 地址', sample: '閣下的網絡地址' },
  { never: /不設屆滿日期|沒有期限|不設有效期限/, say: '沒有屆滿日期', sample: '不設屆滿日期' },
  { never: /延期令|此令/, say: '延期安排', sample: '撤回延期令' },
  { never: /早已|早前/, say: '已；此前已', sample: '此證書早已被撤銷' },
  { never: /提示/, say: '通知', sample: '證書變動提示', within: 'shared/watch/' },
];

const PLACES = ['shared', 'functions', 'infra', 'operator'];
/** What people write in files and forms, and is read: it has every word that they use. */
const READ =
  /\/(accepted-headings|map-headings|list-headings|placeholder|row-action|title-facts|credential-input|holder-input)\.ts$/;
const SAID = /\/(messages|catalogue|openapi|docs|api|gallery)\/|^(operator|infra)\/|\.tsx$/;

const files = PLACES.flatMap((place) =>
  readdirSync(join(PROJECT, place), { recursive: true, encoding: 'utf8' }).map((file) => `${place}/${file}`),
)
  .filter((path) => /\.tsx?$/.test(path) && !READ.test(path) && !path.includes('node_modules'))
  .toSorted();

/** Every text of a file, without names of modules: strings, parts of templates, and what stands between tags. */
function textsOf(path: string, source: string): string[] {
  const found: string[] = [];
  const add = (value: unknown) => {
    // Codes, classes and addresses are no sentences.
    if (typeof value === 'string' && /\s|\p{Script=Han}|^[A-Z]/u.test(value)) found.push(value);
  };
  new Visitor({
    Literal: ({ value }) => add(value),
    TemplateElement: ({ value }) => add(value.cooked),
    JSXText: ({ value }) => add(value),
  }).visit(parseSync(path, source).program);
  return found;
}

function wrongIn(path: string, text: string): string[] {
  const terms = /\p{Script=Han}/u.test(text) ? [...chinese, ...english] : english;
  return terms
    .filter(({ never, within }) => never.test(text) && (within === undefined || path.includes(within)))
    .map(({ say }) => `${path}: “${text.trim()}”: say ${say}`);
}

describe('the terms', () => {
  it('are those that readers know, in every sentence of pages, mails, answers and alarms', () => {
    const texts = files
      .filter((path) => SAID.test(path))
      .flatMap((path) =>
        textsOf(path, readFileSync(join(PROJECT, path), 'utf8')).map((text) => ({ path, text })),
      );
    expect(texts.length).toBeGreaterThan(2000);
    expect(texts.flatMap(({ path, text }) => wrongIn(path, text))).toEqual([]);
  });

  it.each([...english, ...chinese].map((term) => [term.sample, term] as const))(
    'would be found wrong in “%s”',
    (_, { never, sample, say, within }) => {
      const path = `${within ?? 'shared/web/'}messages/planted.ts`;
      const isChinese = /\p{Script=Han}/u.test(sample);
      for (const source of [
        `export const planted = { text: '${sample}' };`,
        `export const planted = (n: number) => \`\${n} ${sample}\`;`,
      ])
        expect(textsOf(path, source).flatMap((text) => wrongIn(path, text))).toContain(
          `${path}: “${sample}”: say ${say}`,
        );
      expect(isChinese ? chinese : english).toContainEqual(expect.objectContaining({ never }));
    },
  );
});
