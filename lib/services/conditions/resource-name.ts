import type { SaveConditionInput } from '../../contract/condition.ts';
import { fingerprint } from '../../domain/fingerprint.ts';

/** Of rules and roles, the shortest of those that are named by it. */
const MAX_LENGTH = 64;

/**
 * The name of what carries a condition out in AWS: the same for each version, another for another function or bus, so
 * that what was made for one never passes for the other.
 */
export function resourceName(
  conditionId: string,
  { name, functionName, eventBusName }: Pick<SaveConditionInput, 'name' | 'functionName' | 'eventBusName'>,
): string {
  const mark = fingerprint([conditionId, functionName, eventBusName ?? ''].join('\n')).slice(0, 10);
  const readable = `reprise-${name.replace(/[^A-Za-z0-9_-]+/g, '-')}`;
  return `${readable.slice(0, MAX_LENGTH - mark.length - 1)}-${mark}`;
}
