/**
 * Whether a CloudWatch Logs filter pattern for JSON matches a line, as far as patterns here go: `{ $.level = "ERROR" }`, and
 * several such with `&&` between them. A line that is no JSON object, or has no such field, does not match.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function matchesFilter(pattern: string, line: string): boolean {
  const inside = /^\{\s*(.+?)\s*\}$/.exec(pattern)?.[1];
  if (inside === undefined) throw new Error(`not a pattern for JSON: ${pattern}`);
  const fields = objectIn(line);
  return inside.split('&&').every((term) => {
    const [, path, text] = /^\s*\(?\$\.([\w.]+)\s*=\s*"([^"*]*)"\)?\s*$/.exec(term) ?? [];
    if (path === undefined) throw new Error(`not known here: ${term}`);
    return memberAt(fields, path.split('.')) === text;
  });
}

function objectIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const memberAt = (value: unknown, path: string[]): unknown =>
  path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? Reflect.get(inner, name)
        : undefined,
    value,
  );
