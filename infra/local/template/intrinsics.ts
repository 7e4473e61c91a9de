import { Failure } from '#infra/local/failure';
import type { Stack } from './assembly.ts';

/** What `Ref` and `Fn::GetAtt` give for one resource; `undefined` when the local system has no such thing. */
export type Attributes = (attribute: 'Ref' | (string & {})) => string | undefined;

export interface World {
  stacks: readonly Stack[];
  region: string;
  account: string;
  /** The attributes of a resource, by stack and logical id. */
  attributes(stack: Stack, logicalId: string): Attributes | undefined;
}

/**
 * Resolves CloudFormation's intrinsic functions in a property of a stack's resource, to plain JSON.
 * @throws Failure naming what cannot be resolved
 */
export function resolve(world: World, stack: Stack, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(world, stack, item));
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::')))
    return intrinsic(world, stack, name, argument);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(world, stack, item)]));
}

export function resolveText(world: World, stack: Stack, value: unknown): string {
  const text = resolve(world, stack, value);
  if (typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean') return String(text);
  throw new Failure(`the template of ${stack.name} has ${JSON.stringify(value)} where a text belongs`);
}

function intrinsic(world: World, stack: Stack, name: string, argument: unknown): unknown {
  const list = (): unknown[] => {
    const items = resolve(world, stack, argument);
    if (Array.isArray(items)) return items;
    throw unresolved(stack, name, argument);
  };
  switch (name) {
    case 'Ref':
      return reference(world, stack, String(argument));
    case 'Fn::GetAtt': {
      const [id = '', ...path] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
      return attribute(world, stack, id, path.join('.'));
    }
    case 'Fn::Join': {
      const [separator, parts] = list();
      if (!Array.isArray(parts)) throw unresolved(stack, name, argument);
      return parts.join(String(separator));
    }
    case 'Fn::Split': {
      const [separator, text] = list();
      return String(text).split(String(separator));
    }
    case 'Fn::Select': {
      const [index, items] = list();
      const item: unknown = Array.isArray(items) ? items[Number(index)] : undefined;
      if (item === undefined) throw unresolved(stack, name, argument);
      return item;
    }
    case 'Fn::Sub':
      return substitute(world, stack, argument);
    case 'Fn::ImportValue':
      return importValue(world, resolveText(world, stack, argument));
    default:
      throw unresolved(stack, name, argument);
  }
}

function reference(world: World, stack: Stack, id: string): unknown {
  const pseudo: Record<string, string> = {
    'AWS::Region': world.region,
    'AWS::AccountId': world.account,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': `arn:aws:cloudformation:${world.region}:${world.account}:stack/${stack.name}/local`,
  };
  if (Object.hasOwn(pseudo, id)) return pseudo[id];
  const parameter = stack.template.Parameters[id];
  return parameter?.Default ?? attribute(world, stack, id, 'Ref');
}

function attribute(world: World, stack: Stack, id: string, name: string): string {
  const found = world.attributes(stack, id)?.(name);
  if (found !== undefined) return found;
  const type = stack.template.Resources[id]?.Type ?? 'no such resource';
  throw new Failure(`${stack.name} uses ${name} of ${id} (${type}), which the local system does not have`);
}

/** `${Name}`, `${Name.Attribute}`, `${!Literal}`, and the names of the map in the form with two arguments. */
function substitute(world: World, stack: Stack, argument: unknown): string {
  const [text, given] = Array.isArray(argument) ? argument : [argument, {}];
  const names = new Map(Object.entries(typeof given === 'object' && given !== null ? given : {}));
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (names.has(name)) return resolveText(world, stack, names.get(name));
    const [id = '', ...path] = name.split('.');
    return path.length > 0
      ? attribute(world, stack, id, path.join('.'))
      : String(reference(world, stack, id));
  });
}

function importValue(world: World, name: string): string {
  for (const stack of world.stacks)
    for (const output of Object.values(stack.template.Outputs)) {
      const exported = output.Export;
      if (typeof exported !== 'object' || exported === null || !('Name' in exported)) continue;
      if (resolveText(world, stack, exported.Name) === name) return resolveText(world, stack, output.Value);
    }
  throw new Failure(`no stack exports ${name}`);
}

const unresolved = (stack: Stack, name: string, argument: unknown) =>
  new Failure(`${stack.name}: the local system cannot resolve ${name} ${JSON.stringify(argument)}`);
