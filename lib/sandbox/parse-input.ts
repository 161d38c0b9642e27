import type { z } from 'zod';
import { AwsError } from './service.ts';

/** Validates an operation's input as AWS does: wrong JSON types are SerializationException, all else is `invalidCode`. */
export function parseInput<S extends z.ZodType>(
  schema: S,
  input: Record<string, unknown>,
  invalidCode = 'InvalidParameterException',
): z.output<S> {
  // AWS reads a JSON null as an absent member
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues;
  const wrongType = issues.find(
    (issue) => issue.code === 'invalid_type' && valueAt(given, issue.path) !== undefined,
  );
  if (wrongType !== undefined) {
    throw new AwsError('SerializationException', `Unexpected type at '${wrongType.path.join('.')}'.`);
  }
  const problems = issues.map((issue) => {
    const member = memberName(issue.path);
    if (issue.code === 'invalid_type') {
      return `Value null at '${member}' failed to satisfy constraint: Member must not be null`;
    }
    const value = valueAt(given, issue.path);
    const shown = typeof value === 'string' || typeof value === 'number' ? `Value '${value}'` : 'Value';
    return `${shown} at '${member}' failed to satisfy constraint: ${issue.message}`;
  });
  const noun = problems.length === 1 ? 'validation error' : 'validation errors';
  throw new AwsError(invalidCode, `${problems.length} ${noun} detected: ${problems.join('; ')}`);
}

/** `Targets[0].Id` as AWS names it: `targets.1.member.id`. */
function memberName(path: PropertyKey[]): string {
  return path
    .map((key) =>
      typeof key === 'number'
        ? `${key + 1}.member`
        : String(key).charAt(0).toLowerCase() + String(key).slice(1),
    )
    .join('.');
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
