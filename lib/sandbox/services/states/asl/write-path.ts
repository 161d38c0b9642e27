import { isJsonObject, type Json, type JsonObject, memberOf, setMember } from './json.ts';
import { parseJsonPath } from './json-path.ts';
import { FieldError } from './state-error.ts';

/** ResultPath: the input with `result` at the path, or one of the two whole; the input itself is not altered. */
export function writeResult(resultPath: string | null | undefined, input: Json, result: Json): Json {
  if (resultPath === null) return input;
  if (resultPath === undefined || resultPath === '$') return result;
  const path = parseJsonPath(resultPath);
  if (path === null) throw new FieldError('States.Runtime', `Invalid path '${resultPath}'`);
  if (!isJsonObject(input)) {
    throw new FieldError(
      'States.ResultPathMatchFailure',
      `Unable to apply ReferencePath ${resultPath} to input ${JSON.stringify(input)}`,
    );
  }
  const whole: JsonObject = { ...input };
  let place: JsonObject | Json[] = whole;
  for (const [depth, step] of path.steps.entries()) {
    const last = depth === path.steps.length - 1;
    if (step.kind === 'member' && !Array.isArray(place)) {
      const key: string = step.names[0] ?? '';
      const inner: Json = last ? result : copyOf(memberOf(place, key));
      setMember(place, key, inner);
      if (typeof inner === 'object' && inner !== null) place = inner;
    } else if (step.kind === 'index' && Array.isArray(place) && (step.indexes[0] ?? 0) < place.length) {
      const index: number = step.indexes[0] ?? 0;
      const inner: Json = last ? result : copyOf(place[index]);
      place[index] = inner;
      if (typeof inner === 'object' && inner !== null) place = inner;
    } else {
      throw new FieldError(
        'States.ResultPathMatchFailure',
        `Unable to apply ReferencePath ${resultPath} to input ${JSON.stringify(input)}`,
      );
    }
  }
  return whole;
}

/** What is no container on the way is replaced by an object. */
function copyOf(value: Json | undefined): JsonObject | Json[] {
  if (Array.isArray(value)) return [...value];
  return isJsonObject(value) ? { ...value } : {};
}
