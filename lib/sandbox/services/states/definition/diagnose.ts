import { checkDefinition } from './check-definition.ts';
import type { Diagnostic } from './diagnostic.ts';

const CACHE_SIZE = 50;
/** The own rules find it too, and are not misled by names that every object has. */
const JUDGED_BEFORE = 'DUPLICATE_FIELD_NAME';
const cache = new Map<string, Promise<Diagnostic[]>>();

/**
 * All that is wrong with a definition. Where the own rules find nothing, asl-validator has the last word: it knows the
 * language's schema as others wrote it down.
 */
export function diagnose(text: string, type: 'STANDARD' | 'EXPRESS'): Promise<Diagnostic[]> {
  const key = `${type} ${text}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = diagnoseAnew(text, type);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(key, found);
  }
  return found;
}

async function diagnoseAnew(text: string, type: 'STANDARD' | 'EXPRESS'): Promise<Diagnostic[]> {
  const own = checkDefinition(text, type);
  if (own.length > 0) return own;
  // loaded late: compiling its schemas takes longer than the sandbox takes to start
  const { default: validate } = await import('asl-validator');
  let errors: ReturnType<typeof validate>['errors'];
  try {
    // it alters what it is given
    errors = validate(JSON.parse(text), { checkPaths: false, checkArn: false }).errors;
  } catch {
    // it trips over data that looks like states; the own rules have judged those
    return [];
  }
  const others = errors.filter((error) => error['Error code'] !== JUDGED_BEFORE);
  return others.map((error) => {
    const location = error.schemaError?.instancePath;
    return {
      severity: 'ERROR' as const,
      code: error['Error code'],
      message: error.Message,
      ...(location === undefined || location === '' ? {} : { location }),
    };
  });
}
