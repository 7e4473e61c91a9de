import { Failure } from '#infra/local/failure';
import type { LocalWorld } from '#infra/local/template/resources';
import { readVerdicts } from './rights.ts';
import { readTableCalls, type TableCall } from './table-calls.ts';

export interface TableGuard {
  /** Why the function may not do what it asks DynamoDB for; undefined: it may. */
  refusal(caller: string, operation: string, body: Buffer): Promise<string | undefined>;
}

/** What the template allows each function, by its name, to do with the items of the one table. */
export function createTableGuard(world: LocalWorld): TableGuard {
  const [table] = world.all('AWS::DynamoDB::Table').map((found) => world.own(found, 'Arn'));
  if (table === undefined) throw new Failure('the template declares no table');
  const verdicts = readVerdicts(world);

  const asked = ({ action, index, beginnings, attributes }: TableCall) => ({
    action: `dynamodb:${action}`,
    resource: index === undefined ? table : `${table}/index/${index}`,
    context: {
      ...(beginnings.length > 0 && { 'dynamodb:LeadingKeys': beginnings }),
      ...(attributes && { 'dynamodb:Attributes': attributes }),
    },
  });

  return {
    async refusal(caller, operation, body) {
      const verdict = verdicts.get(caller);
      for (const call of readTableCalls(operation, JSON.parse(body.toString('utf8'))))
        if (!(await verdict?.(asked(call)))) return refusalOf(caller, call);
      return undefined;
    },
  };
}

/** Kinds of items alone: what follows them in a key may be somebody's. */
const refusalOf = (caller: string, { action, index, beginnings }: TableCall) =>
  `${caller} is not authorized to perform dynamodb:${action} on ${index ?? 'the table'}: ${beginnings.join(', ') || 'no key'}`;
