import type { FileProblem } from '#import/rows/file-row.ts';
import { readCells } from '#register/certificate/credential-input.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { ImportJob } from '#tables/import-job.ts';

/** What a provider says of all rows of a file, read as cells are; `on` is today in Hong Kong. Empty is as if left out. */
export function readDefaults(
  said: { type?: string | null | undefined; issuedOn?: string | null | undefined },
  on: CivilDate,
):
  | { ok: true; defaults: NonNullable<ImportJob['defaults']> | undefined }
  | { ok: false; problems: Pick<FileProblem, 'column' | 'code' | 'because'>[] } {
  const { type, issuedOn } = readCells({ type: said.type ?? '', issuedOn: said.issuedOn ?? '' }, on);
  const problems = [
    { column: 'type', ...type } as const,
    { column: 'issuedOn', ...issuedOn } as const,
  ].flatMap(({ column, code, because }) => (code ? [{ column, code, ...(because && { because }) }] : []));
  if (problems.length > 0) return { ok: false, problems };
  const defaults = {
    ...(type.value && { type: type.value }),
    ...(issuedOn.value && { issuedOn: issuedOn.value }),
  };
  return { ok: true, defaults: Object.keys(defaults).length > 0 ? defaults : undefined };
}
