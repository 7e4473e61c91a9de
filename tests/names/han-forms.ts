/**
 * Which Chinese characters are one, by public tables. The rule is told in docs/decisions/022-comparing-names.md; the text
 * of each table is as published.
 */
export interface Tables {
  /** Unicode's Han database: its files, one after another. */
  unihan: string;
  /** EquivalentUnifiedIdeograph of the Unicode Character Database. */
  radicals: string;
  /** OpenCC: Hong Kong's and Taiwan's forms, Japan's new ones, and what Unicode has twice. */
  hongKong: string;
  taiwan: string;
  japan: string;
  allographs: string;
  /** Ours, where none of these says so. */
  own: string;
}

interface Forms {
  /** Groups of characters that are one, each character in one group, the form of Hong Kong first. */
  groups: string[][];
  /** A simplified character, and the first of each group that it may stand for: `发`: `發`, `髮`. */
  either: Map<string, string[]>;
  /** A character of Hong Kong's own, and what it stands for as well in a simplified text: `余`: `餘`. */
  also: Map<string, string[]>;
  /** Who writes these writes simplified characters. */
  simplified: Set<string>;
}

function formsOf(tables: Tables): Forms {
  const han = unihanOf(tables.unihan);
  const has = (character: string, field: string) => han.get(character)?.has(field) ?? false;
  const standard = standardsOf(has, han);
  const classes = new Classes(standard);
  const traditional = (character: string) => variants(han, character, 'kTraditionalVariant');

  const simplifications = [...han.keys()].filter((character) => traditional(character).length > 0);

  // One character by name: what Unicode has twice, radicals, the list of Hong Kong.
  for (const [one, other] of sameByName(tables, han)) classes.join(one, other);
  // 黄 and 强 are written anywhere; 国 is a sign of a simplified text.
  const simplified = new Set(
    simplifications
      .filter((character) => !has(character, 'kBigFive') && !standard.hongKong(character))
      .filter((character) => distinct(classes, [character, ...traditional(character)]).length > 1),
  );
  for (const [one, other] of runs(tables.own)) classes.join(one, other, standard.hongKong);
  for (const [one, other] of pairs(tables.taiwan)) classes.join(one, other, standard.hongKong);
  for (const [one, other] of pairs(tables.japan)) classes.join(one, other, standard.hongKong);

  const either = new Map<string, string[]>();
  const also = new Map<string, string[]>();
  for (const character of simplifications) {
    const others = distinct(classes, traditional(character)).filter(
      (other) => classes.of(other) !== classes.of(character),
    );
    if (standard.hongKong(character)) also.set(character, others);
    else if (others.length === 1 && !classes.hasOthers(character))
      classes.join(character, others[0] ?? '', standard.hongKong);
    else if (others.length > 0)
      either.set(character, classes.hasOthers(character) ? [character, ...others] : others);
  }

  for (const [one, other] of semanticPairs(han)) classes.join(one, other, standard.any);
  for (const [one, other] of libraryPairs(han, has)) classes.join(one, other, standard.any);
  for (const [radical, unified] of radicalPairs(tables.radicals)) classes.join(radical, unified);

  const isUsed = (character: string) =>
    isRadical(character) ||
    used.some((field) => has(character, field)) ||
    (tables.allographs + tables.own).includes(character);
  const groups = classes
    .groups()
    .map((group) => group.filter(isUsed))
    .filter((group) => group.length > 1 && !group.slice(0, -1).every(isRadical));
  const first = new Map(
    groups.flatMap((group) => group.map((member) => [member, group[0] ?? member] as const)),
  );
  const named = (of: Map<string, string[]>) =>
    new Map(
      [...of]
        .filter(([character]) => isUsed(character))
        .map(([character, others]) => {
          const own = of === also ? (first.get(character) ?? character) : '';
          const firsts = new Set(others.filter(isUsed).map((other) => first.get(other) ?? other));
          return [character, [...firsts].filter((other) => other !== own)] as const;
        })
        .filter(([, others]) => others.length > 0),
    );
  return {
    groups,
    either: named(either),
    also: named(also),
    simplified,
  };
}

/** The text of the module that has the table. */
export function hanForms(tables: Tables): string {
  const { groups, either, also, simplified } = formsOf(tables);
  const apart = (characters: readonly string[]) => {
    const marked = characters.filter((character) => simplified.has(character));
    return [
      ...characters.filter((character) => !simplified.has(character)),
      ...(marked.length ? ['/'] : []),
      ...marked,
    ].join('');
  };
  const listed = [...either].map(
    ([character, others]) => `${simplified.has(character) ? '/' : ''}${character}${others.join('')}`,
  );
  const others = [...also].map(([character, stands]) => character + stands.join(''));
  return `// Built by tests/names/build-han-forms.ts from the tables that SOURCES.md beside it names. Not to be edited by hand.

/** Characters that are one, Hong Kong's form first; those behind the stroke are written in simplified text alone. */
export const groups = \`
${lines(groups.map(apart))}
\`;

/** A simplified character, behind a stroke if it is written in simplified text alone, and those that it may stand for. */
export const either = \`
${lines(listed)}
\`;

/** A character of Hong Kong's own, and those that it stands for as well in a simplified text. */
export const also = \`
${lines(others)}
\`;
`;
}

/** Who is in none of these sets is in no name: no keyboard gives it. */
const used = ['kBigFive', 'kHKSCS', 'kTGH', 'kGB0', 'kJis0', 'kJIS0213', 'kKSC0', 'kIICore'];

const isRadical = (character: string) => /[\u2e80-\u2fdf]/.test(character);

/** One of each group. */
function distinct(classes: Classes, characters: readonly string[]): string[] {
  return [...new Map(characters.map((character) => [classes.of(character), character])).values()];
}

type Han = Map<string, Map<string, string>>;

function unihanOf(text: string): Han {
  const han: Han = new Map();
  for (const [, code = '', field = '', value = ''] of text.matchAll(/^U\+([0-9A-F]+)\t(k\w+)\t(.+)$/gm)) {
    const character = String.fromCodePoint(Number.parseInt(code, 16));
    const fields = han.get(character) ?? new Map<string, string>();
    han.set(character, fields.set(field, value));
  }
  return han;
}

/** Each variant with its sources: `U+500B<kLau,kMatthews`. */
function variantsWithSources(han: Han, character: string, field: string): [string, string[]][] {
  const value = han.get(character)?.get(field) ?? '';
  return value
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => {
      const [code = '', sources = ''] = part.split('<');
      return [String.fromCodePoint(Number.parseInt(code.slice(2), 16)), sources.split(',')];
    });
}

const variants = (han: Han, character: string, field: string) =>
  variantsWithSources(han, character, field).map(([variant]) => variant);

interface Standards {
  hongKong: (character: string) => boolean;
  any: (character: string) => boolean;
}

/** Whether a standard lists a character as one of its own: Hong Kong's list, and those of China and Taiwan besides. */
function standardsOf(has: (character: string, field: string) => boolean, han: Han): Standards {
  const field = (character: string, name: string) => han.get(character)?.get(name) ?? '';
  const hongKong = (character: string) =>
    has(character, 'kHKGlyph') ||
    (has(character, 'kBigFive') &&
      has(character, 'kTGH') &&
      field(character, 'kIICore').slice(1).includes('H'));
  const china = (character: string) => has(character, 'kTGH') && !has(character, 'kTraditionalVariant');
  const taiwan = (character: string) => /^(?:A[4-9A-F]|B|C[0-6])/.test(field(character, 'kBigFive'));
  return { hongKong, any: (character) => hongKong(character) || china(character) || taiwan(character) };
}

/** Lines of OpenCC: a character, a tab, and its form or forms. */
function pairs(text: string): [string, string][] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const [one = '', forms = ''] = line.split('\t');
      return forms.split(' ').map((form): [string, string] => [one, form.trim()]);
    });
}

/** Lines of characters that are one. */
function runs(text: string): [string, string][] {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => {
      const [one = '', ...others] = line;
      return others.map((other): [string, string] => [one, other]);
    });
}

function sameByName(tables: Tables, han: Han): [string, string][] {
  const ofUnihan = [...han.keys()].flatMap((character) => [
    ...variants(han, character, 'kZVariant').map((other): [string, string] => [character, other]),
    ...variantsWithSources(han, character, 'kSemanticVariant')
      .filter(([, sources]) => sources.some((source) => source === 'kHKGlyph' || /:\w*Z/.test(source)))
      .map(([other]): [string, string] => [character, other]),
  ]);
  return [...runs(tables.allographs), ...ofUnihan, ...pairs(tables.hongKong)];
}

/** Radicals that Unicode does not itself take for the character. */
function radicalPairs(text: string): [string, string][] {
  return [...text.matchAll(/^(2[EF]..)(?:\.\.(....))? +; ([0-9A-F]+)/gm)].flatMap(
    ([, from = '', to = from, unified = '']) => {
      const [start, end] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      return Array.from({ length: end - start + 1 }, (_, n) => String.fromCodePoint(start + n))
        .filter((radical) => radical.normalize('NFKC') === radical)
        .map((radical): [string, string] => [radical, String.fromCodePoint(Number.parseInt(unified, 16))]);
    },
  );
}

/** The layers of the code of libraries (ANSI Z39.64): one character, its simplified form, its variants. */
function libraryCode(han: Han, character: string): string | undefined {
  const code = han.get(character)?.get('kEACC');
  return code && `${(Number.parseInt(code.slice(0, 2), 16) - 0x21) % 6} ${code.slice(2)}`;
}

/** What Unihan calls a variant in meaning and libraries code as one character; what more dictionaries say comes first. */
function semanticPairs(han: Han): [string, string][] {
  return [...han.keys()]
    .flatMap((one) =>
      variantsWithSources(han, one, 'kSemanticVariant').map(([other, sources]) => ({ one, other, sources })),
    )
    .filter(
      ({ one, other }) =>
        libraryCode(han, one) !== undefined && libraryCode(han, one) === libraryCode(han, other),
    )
    .toSorted((a, b) => b.sources.length - a.sources.length)
    .map(({ one, other }) => [one, other]);
}

/**
 * What libraries code as one character, where the other form is in no set of Chinese characters: Japan's and Korea's. Their
 * radical must be one as well: characters made in Japan fill gaps of the code.
 */
function libraryPairs(han: Han, has: (character: string, field: string) => boolean): [string, string][] {
  const radical = (character: string) => han.get(character)?.get('kRSUnicode')?.split('.')[0];
  const byCode = Map.groupBy(
    [...han.keys()].filter((character) => has(character, 'kEACC')),
    (character) => libraryCode(han, character),
  );
  return [...byCode.values()].flatMap((group) => {
    const base = group.find((character) => /^2[1-6]/.test(han.get(character)?.get('kEACC') ?? ''));
    if (base === undefined) return [];
    return group
      .filter((one) => one !== base && radical(one) === radical(base))
      .filter((one) => !['kBigFive', 'kTGH', 'kGB0'].some((field) => has(one, field)))
      .map((one): [string, string] => [one, base]);
  });
}

/** Characters joined to groups; `standard`: two groups that have one of its characters each stay apart. */
class Classes {
  readonly #parents = new Map<string, string>();
  readonly #members = new Map<string, string[]>();
  readonly #standard: Standards;

  constructor(standard: Standards) {
    this.#standard = standard;
  }

  of(character: string): string {
    return this.#parents.get(character) ?? character;
  }

  hasOthers(character: string): boolean {
    return this.#membersOf(this.of(character)).length > 1;
  }

  join(one: string, other: string, standard?: (character: string) => boolean): void {
    const [kept, added] = [this.of(one), this.of(other)];
    if (kept === added) return;
    const [members, more] = [this.#membersOf(kept), this.#membersOf(added)];
    if (standard && members.some(standard) && more.some(standard)) return;
    for (const member of more) this.#parents.set(member, kept);
    this.#members.delete(added);
    this.#members.set(kept, [...members, ...more]);
  }

  groups(): string[][] {
    const rank = (character: string) =>
      this.#standard.hongKong(character) ? 0 : this.#standard.any(character) ? 1 : 2;
    return [...this.#members.values()]
      .map((group) => group.toSorted((a, b) => rank(a) - rank(b) || compare(a, b)))
      .toSorted(([a = ''], [b = '']) => compare(a, b));
  }

  #membersOf(root: string): string[] {
    return this.#members.get(root) ?? [root];
  }
}

const compare = (a: string, b: string) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0);

/** Parts with a space between, in lines of the usual length. */
function lines(parts: readonly string[]): string {
  const all: string[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last === undefined || [...last].length + [...part].length > 108) all.push(part);
    else all[all.length - 1] = `${last} ${part}`;
  }
  return all.join('\n');
}
