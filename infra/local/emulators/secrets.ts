import { createHash, randomInt } from 'node:crypto';
import * as z from 'zod';
import type { Call, Rights } from '#infra/local/policies/rights';
import { signerOf } from '#infra/local/policies/signer';
import type { LocalWorld } from '#infra/local/template/resources';
import { type LoopbackServer, readText, sendJson, serveOnLoopback } from './loopback-server.ts';

export interface SecretSpec {
  arn: string;
  name: string;
  /** CloudFormation's GenerateSecretString, as far as it is used. */
  length: number;
}

const generation = z.looseObject({ PasswordLength: z.number().default(32) }).default({ PasswordLength: 32 });

export function readSecrets(world: LocalWorld): SecretSpec[] {
  return world.all('AWS::SecretsManager::Secret').map((found) => ({
    arn: world.own(found, 'Ref'),
    name: world.own(found, 'Name'),
    length: generation.parse(world.value(found, 'GenerateSecretString')).PasswordLength,
  }));
}

/** The values by ARN: those known already and a new one for each that is missing. */
export function secretValues(
  specs: readonly SecretSpec[],
  known: Record<string, string>,
): Record<string, string> {
  return {
    ...known,
    ...Object.fromEntries(specs.map(({ arn, length }) => [arn, known[arn] ?? generate(length)])),
  };
}

const asked = z.looseObject({
  SecretId: z.string(),
  VersionStage: z.enum(['AWSCURRENT', 'AWSPREVIOUS']).default('AWSCURRENT'),
  SecretString: z.string().optional(),
  ClientRequestToken: z.string().min(32).max(64).optional(),
});

/**
 * Answers Secrets Manager's GetSecretValue, by ARN or by name, for the secrets that the template declares; PutSecretValue, with
 * the value before it as the previous one, and refused where its token names a version already; and the end of a previous one. `values` are the current ones by ARN, and under
 * `<ARN>#previous`, `<ARN>#createdAt` and `<ARN>#tokens` what else is known; `store` is called with each change. `rights`: what somebody may do with one.
 */
export function startSecrets(
  specs: readonly SecretSpec[],
  values: Record<string, string>,
  store: (values: Record<string, string>) => void = () => {},
  rights: Rights = async () => undefined,
): Promise<LoopbackServer> {
  return serveOnLoopback(async (request, response) => {
    const json = 'application/x-amz-json-1.1';
    const operation = String(request.headers['x-amz-target']).replace('secretsmanager.', '');
    const refuse = (type: string, message: string) =>
      sendJson(response, 400, { __type: type, message }, json);
    const {
      SecretId: id,
      VersionStage: stage,
      SecretString,
      ClientRequestToken: token,
    } = asked.parse(JSON.parse(await readText(request)));
    const spec = specs.find(({ arn, name }) => id === arn || id === name);
    const missing = "Secrets Manager can't find the specified secret.";
    if (!spec) return refuse('ResourceNotFoundException', missing);
    const { arn, name } = spec;
    const [previous, createdAt, tokens] = [`${arn}#previous`, `${arn}#createdAt`, `${arn}#tokens`];
    const call = { action: `secretsmanager:${operation}`, on: [arn] } satisfies Call;
    const denied = await rights(signerOf(request)?.caller ?? '', [call]);
    if (denied) return refuse('AccessDeniedException', denied.line);
    switch (operation) {
      case 'GetSecretValue': {
        const value = values[stage === 'AWSCURRENT' ? arn : previous];
        if (value === undefined) return refuse('ResourceNotFoundException', missing);
        const made =
          stage === 'AWSCURRENT' ? Date.parse(values[createdAt] ?? '1970-01-01T00:00:00Z') / 1000 : 0;
        return sendJson(
          response,
          200,
          {
            ARN: arn,
            Name: name,
            SecretString: value,
            VersionId: versionOf(value),
            VersionStages: [stage],
            CreatedDate: made,
          },
          json,
        );
      }
      case 'PutSecretValue': {
        if (SecretString === undefined)
          return refuse('InvalidParameterException', 'only texts are kept here');
        const taken = values[tokens]?.split(' ') ?? [];
        if (token !== undefined && taken.includes(token))
          return refuse('ResourceExistsException', 'A version with this id has another value.');
        if (token !== undefined) values[tokens] = [...taken, token].join(' ');
        const before = values[arn];
        if (before !== undefined) values[previous] = before;
        values[arn] = SecretString;
        values[createdAt] = new Date().toISOString();
        store(values);
        return sendJson(response, 200, { ARN: arn, Name: name, VersionId: versionOf(SecretString) }, json);
      }
      case 'UpdateSecretVersionStage':
        if (stage !== 'AWSPREVIOUS')
          return refuse('InvalidParameterException', 'only previous versions end here');
        delete values[previous];
        store(values);
        return sendJson(response, 200, { ARN: arn, Name: name }, json);
      default:
        return refuse('InvalidRequestException', `${operation} is not here`);
    }
  });
}

const versionOf = (value: string) => createHash('sha256').update(value).digest('hex').slice(0, 32);

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function generate(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
