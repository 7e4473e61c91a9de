import * as z from 'zod';
import { functionName } from '#infra/local/lambda/functions';
import type { LocalWorld } from '#infra/local/template/resources';

const ofRoles = z.object({ PolicyName: z.string(), Roles: z.array(z.string()) });
const ofFunction = z.object({ Role: z.string().default('') });

/** What a role may do, as the template has it. */
export interface RolePolicies {
  /** The role's ARN. */
  role: string;
  policies: readonly { name: string; policy: unknown }[];
}

/** Those of each function's role, by the function's name. */
export function readRolePolicies(world: LocalWorld): ReadonlyMap<string, RolePolicies> {
  const attached = world.all('AWS::IAM::Policy').map((found) => {
    const { PolicyName: name, Roles } = world.properties(found, ofRoles);
    return { Roles, policy: { name, policy: world.value(found, 'PolicyDocument') } };
  });
  return new Map(
    world.all('AWS::Lambda::Function').map((found) => {
      const role = world.properties(found, ofFunction).Role;
      const own = attached.filter(({ Roles }) => Roles.some((name) => role.endsWith(`:role/${name}`)));
      return [functionName(world, found), { role, policies: own.map(({ policy }) => policy) }];
    }),
  );
}
