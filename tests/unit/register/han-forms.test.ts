import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { also, either, groups } from '#register/names/data/han-forms.ts';
import { isSameHan, looseHanKey, readHan } from '#register/names/han-forms.ts';
import { compareNames, isSamePerson } from '#register/names/holder-name.ts';

const pairsIn = (table: string) =>
  table
    .trim()
    .split(/\s*\n\s*/)
    .flatMap((line) => line.split(/ {2,}/))
    .map((pair) => pair.split(' ') as [string, string]);

/** Registered and typed. */
const same = pairsIn(`
陳大文 陈大文  黃美玲 黄美玲  黃志强 黄志強  吳家輝 吴家辉  吳俊 呉俊  鄭偉明 郑伟明  鄧麗君 邓丽君  葉問 叶问
劉德華 刘德华  張學友 张学友  趙麗穎 赵丽颖  馮寶寶 冯宝宝  蕭芳芳 萧芳芳  羅家英 罗家英  陸羽 陆羽  譚詠麟 谭咏麟
鄺美雲 邝美云  鍾楚紅 钟楚红  鐘漢良 钟汉良  歐陽震華 欧阳震华  許冠傑 许冠杰  謝霆鋒 谢霆锋  鄒文懷 邹文怀  呂良偉 吕良伟
嚴君 严君  蔣雯 蒋雯  韓磊 韩磊  盧海鵬 卢海鹏  蘇永康 苏永康  萬梓良 万梓良  豐子愷 丰子恺  寧靜 宁静
龍小菌 龙小菌  馬國明 马国明  齊豫 齐豫  顏福偉 颜福伟  衞詩 衛詩  衞斯理 卫斯理  李啟明 李啓明  李啓明 李启明
何峯 何峰  林羣 林群  温碧霞 溫碧霞  方説 方說  方說 方说  文裏 文裡  戴綫 戴線  周敍 周敘
麥浚龍 麦浚龙  曾為 曾爲  郭産 郭產  梁彥 梁彦  莫眞 莫真  甄鷄 甄雞  高黒 高黑  髙山 高山
黄栄 黃榮  李恵 李惠  関德 關德  渡辺 渡邊  渡邉 渡邊  斎藤 齋藤  齊藤 斉藤  桜井 櫻井
沢井 澤井  広田 廣田  浜崎 濱崎  浜﨑 濱崎  滝川 瀧川  嶋田 島田  佐々木 佐佐木  田渕 田淵
寳珠 寶珠  張逹 張達  林頴 林穎  姸之 妍之  靑山 青山  淸子 清子  徳明 德明  愼之 慎之
康煕 康熙  光燿 光耀  冨子 富子  郞中 郎中  鄕子 鄉子  敎明 教明  戶田 户田  戸田 戶田
鳯儀 鳳儀  頴思 颕思  穎思 颕思  躰仁 體仁  尓雅 爾雅  尓雅 尔雅  叁元 參元  夀山 壽山  秊豐 年豐  凞文 熙文
愨行 慤行  燮堂 爕堂  勗文 勖文  裴文 裵文  巖松 巗松  矦文 侯文  羗文 羌文  頋文 顧文  虗文 虛文  皋文 臯文
⻩大文 黃大文  ⻢大文 馬大文  ⻰小龍 龍小龍  ⽂大⼈ 文大人  ⼭本 山本  ⻘木 青木  吉大文 𠮷大文  金大文 金大文
`);

/** Names of different people. */
const different = pairsIn(`
余大文 餘大文  余國强 餘國强  范志強 範志強  范志强 範志强  沈南 瀋南  沈海 沉海  丑父 醜父  后羿 後羿
于右 於右  云山 雲山  谷大文 穀大文  姜大文 薑大文  胡大文 鬍大文  郁大文 鬱大文  朱大文 硃大文  秋瑾 鞦瑾
松大文 鬆大文  曲大文 麯大文  千大文 韆大文  卜大文 蔔大文  涂謹 塗謹  余大文 予大文  余大文 佘大文  鍾大文 鐘大文
李喆 李哲  李昞 李炳  李堃 李坤  李淼 李渺  李甦 李蘇  李昶 李暢  李曜 李耀  李濬 李浚
李昇 李升  李杰 李傑  李志明 李誌明  李梁 李樑  李晧 李皓  李珮 李佩  李澔 李浩  李鉅 李巨
李芸 李藝  李芸 李蕓  李筑 李築  李岳 李嶽  李周 李週  李彊 李強  李里 李裡  李系 李係
李髮 李發  李曆 李歷  李複 李復  李嘉 李家  李麗 李莉  李暉 李輝  李燁 李煜  李璟 李景
李棟 李楝  李琳 李林  李汶 李文  李瑩 李螢  李晴 李情  李龢 李和  甯文 寧文  淩文 凌文  李麐 李麟  李槑 李梅  李璿 李璇  李澂 李澄  李炤 李照  李陞 李昇
李惟 李唯  李欣 李忻  李祐 李佑
士傑 土傑  日明 曰明  未央 末央  陳己 陳已  陳凪 陳江  陳雫 陳巢  陳大文 陳小文  陳大文 陳大
陳大文 文大陳  陳大文 陳文大  王燕 王讌  關悅 關說  戴克 戴剋  趙盡 趙儘  趙獲 趙穫  趙當 趙噹
`);

describe('forms of Chinese characters', () => {
  test.each(same)('%s and %s are one name', (registered, typed) => {
    expect(compareNames(typed, { nameZh: registered })).toBe('match');
    expect(compareNames(registered, { nameZh: typed })).toBe('match');
    expect(isSamePerson({ nameZh: registered }, { nameZh: typed })).toBe(true);
    expect(looseHanKey(readHan(typed.normalize('NFKC')))).toBe(
      looseHanKey(readHan(registered.normalize('NFKC'))),
    );
  });

  test.each(different)('%s and %s are two names', (registered, typed) => {
    expect(compareNames(typed, { nameZh: registered })).toBe('mismatch');
    expect(compareNames(registered, { nameZh: typed })).toBe('mismatch');
    expect(isSamePerson({ nameZh: registered }, { nameZh: typed })).toBe(false);
  });

  test.each([
    ['鍾文', '鐘文', '钟文'],
    ['陳發', '陳髮', '陈发'],
    ['李曆', '李歷', '李历'],
    ['李傑國', '李杰國', '李杰国'],
    ['陳后', '陳後', '陈后'],
  ])('%s and %s are two names, and %s may be either', (one, other, simplified) => {
    expect(compareNames(other, { nameZh: one })).toBe('mismatch');
    for (const traditional of [one, other]) {
      expect(compareNames(simplified, { nameZh: traditional })).toBe('match');
      expect(compareNames(traditional, { nameZh: simplified })).toBe('match');
    }
  });

  test('what one character stands for in a simplified text does not reach a family name', () => {
    for (const [simplified, traditional] of [
      ['余国强', '餘國強'],
      ['范志伟', '範志偉'],
      ['后义', '後義'],
    ] as const)
      expect(compareNames(simplified, { nameZh: traditional })).toBe('mismatch');
  });
});

describe('any two Chinese names', () => {
  const inTables = [...new Set((groups + either + also).replace(/[\s/]/g, ''))];
  const name = fc
    .array(fc.constantFrom(...inTables), { minLength: 1, maxLength: 4 })
    .map((all) => all.join(''));
  const group = fc.constantFrom(...groups.trim().split(/\s/)).map((each) => [...each.replace('/', '')]);

  test('are one both ways or neither, and each is one with itself', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        const [a, b] = [readHan(one), readHan(other)];
        expect(isSameHan(a, a)).toBe(true);
        expect(isSameHan(a, b)).toBe(isSameHan(b, a));
        if (isSameHan(a, b)) expect(looseHanKey(a)).toBe(looseHanKey(b));
      }),
    );
  });

  test('are one if each character is of one group with the other, unless it has a meaning of its own', () => {
    const ambiguous = new Set((either + also).replace(/[\s/]/g, ''));
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 4 }), fc.nat(), (all, n) => {
        fc.pre(all.flat().every((form) => !ambiguous.has(form)));
        const written = (at: number) => all.map((forms) => forms[at % forms.length]).join('');
        // So it is transitive where no character is ambiguous; 鍾, 钟 and 鐘 are why it is not everywhere.
        expect(isSameHan(readHan(written(n)), readHan(written(n + 1)))).toBe(true);
      }),
    );
  });

  test('no character is in two groups', () => {
    const all = [...groups.replace(/[\s/]/g, '')];
    expect(all.filter((form, at) => all.indexOf(form) !== at)).toEqual([]);
  });
});

test('the table is as it was built: a change by hand would be lost with the next one', () => {
  const data = join(import.meta.dirname, '../../../shared/register/names/data');
  const sources = readFileSync(join(data, 'SOURCES.md'), 'utf8');
  for (const name of ['han-forms.ts', 'allographs.txt', 'own-forms.txt']) {
    const sum = createHash('sha256')
      .update(readFileSync(join(data, name)))
      .digest('hex');
    expect(sources).toContain(`\`${name}\` ${sum}`);
  }
});
