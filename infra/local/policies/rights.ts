import { LOCAL_KEY } from '#infra/local/emulators/presigned-url';
import type { LocalWorld } from '#infra/local/template/resources';
import { readRolePolicies } from './role-policies.ts';
import { createVerdicts, type Verdicts } from './verdicts.ts';

/** One thing that a request asks a right for. */
export interface Call {
  /** `s3:PutObject` */
  action: string;
  /** ARNs; a right over one of them is enough. */
  on: readonly [string, ...string[]];
}

/** What somebody may not do, and a line that says so. */
export interface Denied {
  action: string;
  resource: string;
  line: string;
}

/** The first of these calls that a function, by its name, may not make; undefined: it may, as the operator may everything. */
export type Rights = (caller: string, calls: readonly Call[]) => Promise<Denied | undefined>;

/** What the template allows each function, by its name. */
export const readVerdicts = (world: LocalWorld): ReadonlyMap<string, Verdicts> =>
  new Map([...readRolePolicies(world)].map(([name, role]) => [name, createVerdicts(role)]));

/** What the template allows each function; `report` is given a line of each call that it does not. */
export function createRights(world: LocalWorld, report: (line: string) => void): Rights {
  const verdicts = readVerdicts(world);

  async function isAllowed(caller: string, { action, on }: Call): Promise<boolean> {
    for (const resource of on)
      if (await verdicts.get(caller)?.({ action, resource, context: {} })) return true;
    return false;
  }

  return async (caller, calls) => {
    if (caller === LOCAL_KEY) return undefined;
    for (const call of calls) {
      if (await isAllowed(caller, call)) continue;
      const resource = call.on[0];
      const line = `${caller} is not authorized to perform ${call.action} on ${shortened(resource)}`;
      report(line);
      return { action: call.action, resource, line };
    }
    return undefined;
  };
}

/** The resource's own name, of an object its prefix alone. */
const shortened = (arn: string) => (arn.split(':').at(-1) ?? '').replace(/^([^/]+\/[^/]+\/).+$/, '$1…');
