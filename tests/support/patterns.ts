import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { parseSync, Visitor } from 'oxc-parser';
import * as z from 'zod';

/** A regular expression of the product. */
export interface Pattern {
  /** From the project's folder. */
  file: string;
  source: string;
  flags: string;
}

/** Every regular expression of these files: literals as they are parsed, and those that are put together as they come out. */
export async function findPatterns(project: string, files: readonly string[]): Promise<Pattern[]> {
  const found: Pattern[] = [];
  const building: string[] = [];
  for (const file of files) {
    new Visitor({
      Literal(node) {
        if ('regex' in node) found.push({ file, source: node.regex.pattern, flags: node.regex.flags });
      },
      NewExpression({ callee }) {
        if (callee.type === 'Identifier' && callee.name === 'RegExp') building.push(file);
      },
    }).visit(parseSync(file, readFileSync(`${project}/${file}`, 'utf8')).program);
  }
  return [...found, ...(await builtPatterns(project, [...new Set(building)]))];
}

const built = z.array(z.object({ file: z.string(), source: z.string(), flags: z.string() }));

/** In a process of its own: here the modules are loaded already. */
async function builtPatterns(project: string, files: readonly string[]): Promise<Pattern[]> {
  const script = `
    const files = ${JSON.stringify(files)};
    const found = [];
    globalThis.RegExp = new Proxy(RegExp, {
      construct(target, given) {
        const pattern = new target(...given);
        const { stack } = new Error();
        const file = files.find((one) => stack.includes(one));
        if (file) found.push({ file, source: pattern.source, flags: pattern.flags });
        return pattern;
      },
    });
    for (const file of files) await import('${project}/' + file);
    process.stdout.write(JSON.stringify(found));`;
  const child = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: project,
  });
  const patterns = built.parse(JSON.parse(child.stdout));
  const silent = files.filter((file) => !patterns.some((pattern) => pattern.file === file));
  if (silent.length > 0) throw new Error(`not built when it is loaded: ${silent.join(', ')}`);
  return patterns;
}
