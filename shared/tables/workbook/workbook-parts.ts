import { posix } from 'node:path';
import { FileRefused } from '#tables/import-job.ts';
import type { Archive } from './archive.ts';
import { attribute, isTrue, readWholeXml } from './xml.ts';

/** Where the parts of a workbook are in its zip. */
export interface WorkbookParts {
  /** Those that are tables, in the workbook's order, hidden ones last. */
  sheets: string[];
  sharedStrings?: string | undefined;
  styles?: string | undefined;
  /** Days are counted from 1904, as on old Macintoshes. */
  from1904: boolean;
}

/** Fails with FileRefused `not_a_table` when the zip is no workbook. */
export async function findParts(archive: Archive): Promise<WorkbookParts> {
  const main = [...(await relationsOf(archive, '')).values()].find(({ kind }) => kind === 'officeDocument');
  const workbook = main?.path ?? 'xl/workbook.xml';
  const relations = await relationsOf(archive, workbook);
  const { sheets, from1904 } = await readWorkbook(archive, workbook);
  const one = (kind: string) => {
    const path = [...relations.values()].find((relation) => relation.kind === kind)?.path;
    return path !== undefined && archive.has(path) ? path : undefined;
  };
  const pathsOf = (hidden: boolean) =>
    sheets.flatMap((sheet) => {
      const relation = relations.get(sheet.relation);
      // A chart is a sheet of another kind.
      return sheet.hidden === hidden && relation?.kind === 'worksheet' ? [relation.path] : [];
    });
  return {
    sheets: [...pathsOf(false), ...pathsOf(true)],
    sharedStrings: one('sharedStrings'),
    styles: one('styles'),
    from1904,
  };
}

async function readWorkbook(archive: Archive, path: string) {
  const sheets: { relation: string; hidden: boolean }[] = [];
  let root: string | undefined;
  let from1904 = false;
  await readWholeXml(archive.read(path), {
    open(name, attributes) {
      root ??= name;
      if (name === 'workbookPr') from1904 = isTrue(attributes['date1904']);
      if (name !== 'sheet') return;
      const state = attributes['state'] ?? 'visible';
      sheets.push({ relation: attribute(attributes, 'id') ?? '', hidden: state !== 'visible' });
    },
  });
  if (root !== 'workbook') throw new FileRefused('not_a_table');
  return { sheets, from1904 };
}

interface Relation {
  /** The last part of its type, which is the same in strict and in transitional OOXML. */
  kind: string;
  path: string;
}

/** What a part refers to, by id; of the zip as a whole for ''. */
async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations = new Map<string, Relation>();
  if (!archive.has(path)) return relations;
  await readWholeXml(archive.read(path), {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.set(Id, { kind: posix.basename(Type), path: target });
    },
  });
  return relations;
}
