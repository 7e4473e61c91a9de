import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { Failure } from '#infra/local/failure';

const resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});
const template = z.looseObject({
  Resources: z.record(z.string(), resource).default({}),
  Outputs: z
    .record(z.string(), z.looseObject({ Value: z.unknown(), Export: z.unknown().optional() }))
    .default({}),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).default({}),
});
const manifest = z.looseObject({
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .looseObject({ templateFile: z.string().optional(), file: z.string().optional() })
        .default({}),
    }),
  ),
});
const assetManifest = z.looseObject({
  files: z
    .record(
      z.string(),
      z.looseObject({
        source: z.looseObject({ path: z.string() }),
        destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

export type Resource = z.infer<typeof resource>;
type Template = z.infer<typeof template>;

export interface Stack {
  name: string;
  template: Template;
}

export interface Assembly {
  stacks: Stack[];
  /** The region of the stack that runs the functions; others (mail) may be elsewhere. */
  region: string;
  /** Folder of the asset that is uploaded under this S3 key, e.g. `<hash>.zip`. */
  assetFolder(s3Key: string): string | undefined;
}

const ANY_REGION = 'unknown-region';
const FUNCTION = 'AWS::Lambda::Function';

/**
 * Reads a cloud assembly (cdk.out) from disk.
 * @throws Failure when the folder is none
 */
export function readAssembly(folder: string): Assembly {
  const read = <T>(file: string, schema: z.ZodType<T>): T => {
    const parsed = schema.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new Failure(`${join(folder, file)} is not as expected: ${issue?.path.join('.')} ${issue?.message}`);
  };
  if (!existsSync(join(folder, 'manifest.json'))) throw new Failure(`no synthesized stacks in ${folder}`);
  const artifacts = Object.entries(read('manifest.json', manifest).artifacts);
  const stacks: Stack[] = [];
  const assets = new Map<string, string>();
  const regions: { region: string; functions: boolean }[] = [];
  for (const [name, { type, properties, environment }] of artifacts) {
    if (type === 'aws:cloudformation:stack' && properties.templateFile !== undefined) {
      const stack = { name, template: read(properties.templateFile, template) };
      stacks.push(stack);
      const region = environment?.split('/').at(-1);
      const functions = Object.values(stack.template.Resources).some(({ Type }) => Type === FUNCTION);
      if (region !== undefined && region !== ANY_REGION) regions.push({ region, functions });
    }
    if (type === 'cdk:asset-manifest' && properties.file !== undefined)
      for (const { source, destinations } of Object.values(read(properties.file, assetManifest).files))
        for (const { objectKey } of Object.values(destinations))
          assets.set(basename(objectKey), join(folder, source.path));
  }
  return {
    stacks,
    region: (regions.find(({ functions }) => functions) ?? regions[0])?.region ?? 'us-east-1',
    assetFolder: (s3Key) => assets.get(basename(s3Key)),
  };
}
