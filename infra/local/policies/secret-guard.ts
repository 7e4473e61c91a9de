import { LOCAL_KEY } from '#infra/local/emulators/presigned-url';
import type { LocalWorld } from '#infra/local/template/resources';
import { readRolePolicies } from './role-policies.ts';
import { createVerdicts } from './verdicts.ts';

/** Why a function, by its name, may not read the secret with this ARN; undefined: it may, as the operator may. */
export type SecretGuard = (caller: string, arn: string) => Promise<string | undefined>;

/** What the template allows each function. */
export function createSecretGuard(world: LocalWorld): SecretGuard {
  const verdicts = new Map([...readRolePolicies(world)].map(([name, role]) => [name, createVerdicts(role)]));
  return async (caller, arn) => {
    const asked = { action: 'secretsmanager:GetSecretValue', resource: arn, context: {} };
    if (caller === LOCAL_KEY || (await verdicts.get(caller)?.(asked))) return undefined;
    return `${caller} is not authorized to perform ${asked.action} on ${arn.split(':').at(-1)}`;
  };
}
