import { Failure } from '#infra/local/failure';

/**
 * Whether an EventBridge event matches a pattern: lists of values, `prefix`, `suffix` and `exists`.
 * @throws Failure for an operator that is not known here
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((condition) => matchesCondition(condition, event));
  if (typeof pattern !== 'object' || pattern === null) throw unknown(pattern);
  return Object.entries(pattern).every(([name, inner]) => matchesPattern(inner, member(event, name)));
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function matchesCondition(condition: unknown, value: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return condition === value;
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(condition);
  if (more.length > 0) throw unknown(condition);
  if (operator === 'prefix') return typeof value === 'string' && value.startsWith(String(operand));
  if (operator === 'suffix') return typeof value === 'string' && value.endsWith(String(operand));
  if (operator === 'exists') return (value !== undefined) === operand;
  throw unknown(condition);
}

const unknown = (condition: unknown) =>
  new Failure(`the local system does not know the event pattern ${JSON.stringify(condition)}`);
