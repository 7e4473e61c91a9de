import { readAssembly } from '#infra/local/template/assembly';
import { LocalWorld } from '#infra/local/template/resources';

/** The world of an assembly in a folder; `change`: of a copy of each template, as text. */
export function worldIn(
  folder: string,
  change: (template: string) => string = (template) => template,
): LocalWorld {
  const assembly = readAssembly(folder);
  const stacks = assembly.stacks.map(({ name, template }) => ({
    name,
    template: JSON.parse(change(JSON.stringify(template))),
  }));
  const places = { baseUrl: 'http://localhost:3000', sqsUrl: 'http://127.0.0.1:4566' };
  return new LocalWorld({ ...assembly, stacks }, places);
}
