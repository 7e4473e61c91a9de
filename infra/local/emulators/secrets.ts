import { randomInt } from 'node:crypto';
import * as z from 'zod';
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
  return Object.fromEntries(specs.map(({ arn, length }) => [arn, known[arn] ?? generate(length)]));
}

/** Answers Secrets Manager's GetSecretValue, by ARN or by name, for the secrets that the template declares. */
export function startSecrets(
  specs: readonly SecretSpec[],
  values: Record<string, string>,
): Promise<LoopbackServer> {
  return serveOnLoopback(async (request, response) => {
    const json = 'application/x-amz-json-1.1';
    const operation = String(request.headers['x-amz-target']);
    if (operation !== 'secretsmanager.GetSecretValue') {
      sendJson(
        response,
        400,
        { __type: 'InvalidRequestException', message: `${operation} is not here` },
        json,
      );
      return;
    }
    const { SecretId: id }: { SecretId?: string } = JSON.parse(await readText(request));
    const spec = specs.find(({ arn, name }) => id === arn || id === name);
    if (!spec) {
      const message = "Secrets Manager can't find the specified secret.";
      sendJson(response, 400, { __type: 'ResourceNotFoundException', message }, json);
      return;
    }
    const answer = {
      ARN: spec.arn,
      Name: spec.name,
      SecretString: values[spec.arn],
      VersionStages: ['AWSCURRENT'],
    };
    sendJson(response, 200, answer, json);
  });
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function generate(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
