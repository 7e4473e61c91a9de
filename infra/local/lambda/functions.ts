import * as z from 'zod';
import { Failure } from '#infra/local/failure';
import type { Assembly } from '#infra/local/template/assembly';
import type { Found, LocalWorld } from '#infra/local/template/resources';
import { readRoutes } from './routes.ts';
import type { FunctionSpec } from './worker-process.ts';

const properties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  ReservedConcurrentExecutions: z.number().optional(),
  RecursiveLoop: z.enum(['Allow', 'Terminate']).default('Terminate'),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
});

/** More processes than this help nobody on one machine. */
const MAX_PROCESSES = 4;

/**
 * The functions that the template declares. `endpoints` are the AWS_ENDPOINT_URL_… variables, which stand in for the
 * network; everything else a function is given is the template's or Lambda's own.
 * @throws Failure when a function's bundle is not in the assembly
 */
export function readFunctions(
  world: LocalWorld,
  assembly: Assembly,
  endpoints: Record<string, string>,
): FunctionSpec[] {
  const served = new Set(readRoutes(world).map(({ functionArn }) => functionArn));
  return world.all('AWS::Lambda::Function').map((found) => {
    const declared = world.properties(found, properties);
    const code = assembly.assetFolder(declared.Code.S3Key);
    if (code === undefined)
      throw new Failure(`${found.id}: no bundle ${declared.Code.S3Key} in the assembly`);
    const arn = world.own(found, 'Arn');
    const name = functionName(world, found);
    return {
      name,
      arn,
      code,
      handler: declared.Handler,
      timeoutMs: declared.Timeout * 1000,
      memoryMb: declared.MemorySize,
      mayFeedItself: declared.RecursiveLoop === 'Allow',
      maxProcesses: concurrency(world, found, declared.ReservedConcurrentExecutions),
      warmProcesses: served.has(arn) ? 1 : 0,
      environment: {
        ...lambdasOwn(world, name, declared.Handler, declared.MemorySize, code),
        ...endpoints,
        ...declared.Environment?.Variables,
      },
    };
  });
}

const logging = z.object({ LoggingConfig: z.looseObject({ LogGroup: z.string().optional() }).optional() });

/** What people call it: its folder under `functions/`. */
export function functionName(world: LocalWorld, found: Found): string {
  return world.properties(found, logging).LoggingConfig?.LogGroup?.split('/').at(-1) ?? found.id;
}

/** What the Lambda runtime itself puts in the environment. */
function lambdasOwn(world: LocalWorld, name: string, handler: string, memoryMb: number, code: string) {
  return {
    _HANDLER: handler,
    AWS_REGION: world.region,
    AWS_DEFAULT_REGION: world.region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    AWS_LAMBDA_LOG_GROUP_NAME: `/local/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    // Says who asks: infra/local/policies.
    AWS_ACCESS_KEY_ID: name,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    LAMBDA_TASK_ROOT: code,
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    TZ: 'UTC',
  };
}

const scaling = z.object({ MaximumConcurrency: z.number().optional() }).optional();

function concurrency(world: LocalWorld, found: Found, reserved: number | undefined): number {
  const name = world.own(found, 'Ref');
  const arn = world.own(found, 'Arn');
  const mappings = world.all('AWS::Lambda::EventSourceMapping').flatMap((mapping) => {
    const target = world.text(mapping, 'FunctionName');
    if (target !== name && target !== arn) return [];
    return [scaling.parse(world.value(mapping, 'ScalingConfig'))?.MaximumConcurrency ?? MAX_PROCESSES];
  });
  return Math.max(1, Math.min(MAX_PROCESSES, reserved ?? MAX_PROCESSES, ...mappings));
}
