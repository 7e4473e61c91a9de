import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { buildApp } from '#infra/build-app';
import { type StageSettings, stageSettings } from '#infra/stage';
import { filled } from './stages.ts';

const templates = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      DeletionPolicy: z.string().optional(),
      UpdatePolicy: z.record(z.string(), z.unknown()).optional(),
      Properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.string() }).optional() }))
    .default({}),
});
type RawTemplate = z.output<typeof templates>;

/** A resource as a person would write it: a reference is the name of what it refers to, across stacks. */
export interface Resource {
  /** The logical id without the CDK's hash. */
  name: string;
  type: string;
  deletionPolicy: string | undefined;
  updatePolicy: unknown;
  properties: Record<string, unknown>;
}

export interface Deployed {
  registry: Resource[];
  service: Resource[];
  mail: Resource[];
  /** Empty for a stage without one. */
  edge: Resource[];
  /** Of all stacks, without those that only carry a reference across. */
  outputs: Record<string, string>;
  terminationProtection: boolean[];
}

/** The templates of a stage as synthesised, without bundling the functions; a few seconds the first time. */
export function synthesise(stage: StageSettings): Deployed {
  const app = buildApp({ stage });
  const stacks = app.node.children.filter((child) => child instanceof Stack);
  const [registry, service, mail, edge] = stacks.map((stack) =>
    templates.parse(Template.fromStack(stack).toJSON()),
  );
  if (!registry || !service || !mail || stacks.length !== (stage.edge ? 4 : 3))
    throw new Error('an app of three stacks was expected, or of four with an edge');
  const say = speaker(registry);
  return {
    registry: resourcesOf(registry, say),
    service: resourcesOf(service, say),
    mail: resourcesOf(mail, say),
    edge: edge ? resourcesOf(edge, say) : [],
    outputs: Object.fromEntries(
      [registry, service, mail].flatMap(({ Outputs }) =>
        Object.entries(Outputs).flatMap(([id, { Value, Export }]) =>
          Export ? [] : [[id, String(say(Value))]],
        ),
      ),
    ),
    terminationProtection: stacks.map((stack) => stack.terminationProtection === true),
  };
}

const synthesised = new Map<string, Deployed>();

/** `synthesise` with the stage's own settings, once in a test file. */
export function deployed(name: 'dev' | 'prod'): Deployed {
  const known = synthesised.get(name) ?? synthesise(name === 'prod' ? filled(name) : stageSettings(name));
  synthesised.set(name, known);
  return known;
}

export const ofType = (resources: Resource[], type: string): Resource[] =>
  resources.filter((resource) => resource.type === type);

/** The properties of the one resource of a type. */
export function only(resources: Resource[], type: string): Record<string, unknown> {
  const [first, ...more] = ofType(resources, type);
  if (!first || more.length > 0) throw new Error(`one ${type} was expected`);
  return first.properties;
}

const withPolicy = z.object({
  PolicyDocument: z.object({ Statement: z.array(z.record(z.string(), z.unknown())) }),
});

/** The statements of a policy's properties. */
export const statementsOf = (policy: Record<string, unknown>): Record<string, unknown>[] =>
  withPolicy.parse(policy).PolicyDocument.Statement;

/** A list of a resource's properties, or of one statement's; one that CloudFormation has bare is a list of one. */
export const listOf = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

function resourcesOf({ Resources }: RawTemplate, say: (value: unknown) => unknown): Resource[] {
  return Object.entries(Resources).map(([id, { Type, DeletionPolicy, UpdatePolicy, Properties }]) => ({
    name: withoutHash(id),
    type: Type,
    deletionPolicy: DeletionPolicy,
    updatePolicy: say(UpdatePolicy),
    properties: z.record(z.string(), z.unknown()).parse(say(Properties)),
  }));
}

const withoutHash = (id: string) => id.replace(/[0-9A-F]{8}$/, '');

/** Turns CloudFormation's references into names, to any depth. */
function speaker(registry: RawTemplate): (value: unknown) => unknown {
  const exported = new Map(
    Object.values(registry.Outputs).map(({ Export, Value }) => [Export?.Name, Value] as const),
  );
  const say = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(say);
    if (typeof value !== 'object' || value === null) return value;
    const [entry, ...more] = Object.entries(value);
    if (entry && more.length === 0) {
      const [key, argument] = entry;
      if (key === 'Ref') return withoutHash(String(argument));
      if (key === 'Fn::ImportValue')
        return say(exported.get(String(argument)) ?? `unknown export ${argument}`);
      if (Array.isArray(argument) && key === 'Fn::GetAtt')
        return [withoutHash(argument[0]), ...(argument[1] === 'Arn' ? [] : [argument[1]])].join('.');
      if (Array.isArray(argument) && key === 'Fn::Join') return argument[1].map(say).join(argument[0]);
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, say(inner)]));
  };
  return say;
}
