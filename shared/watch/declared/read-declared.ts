import { readCells, tidyTexts } from '#register/certificate/credential-input.ts';
import { MAX_LIFE_YEARS } from '#register/certificate/history.ts';
import { addYears, type CivilDate, civilDate } from '#register/civil-date.ts';
import { type Declared, documents } from './declared.ts';

/** What was typed of somebody, to stand in the form again. */
export type TypedPerson = Record<'nameEn' | 'nameZh' | 'document' | 'lastDay', string>;

export type DeclaredProblem = 'name' | 'badName' | 'identityNumber' | 'document' | 'day' | 'past' | 'far';

type ReadPerson =
  | { ok: true; person: Pick<Declared, 'nameEn' | 'nameZh' | 'document' | 'expiresOn'> }
  | { ok: false; problems: Partial<Record<keyof TypedPerson, DeclaredProblem>> };

/** A person as an employer types one; names and days as in a provider's file. `on` is today in Hong Kong. */
export function readDeclared(typed: TypedPerson, on: CivilDate): ReadPerson {
  const { nameEn, nameZh } = typed;
  const cells = readCells({ nameEn, nameZh, expiresOn: typed.lastDay }, on);
  const names = tidyTexts(cells);
  const document = documents.find((kind) => kind === typed.document);
  const expiresOn = cells.expiresOn.value;
  const dayProblem = expiresOn ? wrongDay(expiresOn, on) : 'day';
  const problems = {
    ...nameProblem('nameEn', cells.nameEn.code),
    ...nameProblem('nameZh', cells.nameZh.code),
    ...(!document && { document: 'document' as const }),
    ...(dayProblem && { lastDay: dayProblem }),
  };
  const isNamed = cells.nameEn.value !== undefined || cells.nameZh.value !== undefined;
  if (!isNamed && !problems.nameEn && !problems.nameZh) problems.nameEn = 'name';
  if (!document || !expiresOn || Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    person: {
      ...(names.nameEn && { nameEn: names.nameEn }),
      ...(names.nameZh && { nameZh: names.nameZh }),
      document,
      expiresOn: civilDate.parse(expiresOn),
    },
  };
}

function nameProblem(
  field: 'nameEn' | 'nameZh',
  code: string | undefined,
): Partial<Record<'nameEn' | 'nameZh', DeclaredProblem>> {
  return code ? { [field]: code === 'identity_number' ? 'identityNumber' : 'badName' } : {};
}

function wrongDay(expiresOn: CivilDate, on: CivilDate): DeclaredProblem | undefined {
  if (expiresOn < on) return 'past';
  return expiresOn > addYears(on, MAX_LIFE_YEARS, 'roll') ? 'far' : undefined;
}
