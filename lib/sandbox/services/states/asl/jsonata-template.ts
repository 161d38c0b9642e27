import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import { isJsonObject, type Json, type JsonObject, parseJson, setMember } from './json.ts';
import { FieldError } from './state-error.ts';

const TIMEOUT_MS = 2_000;
const MAX_STACK = 500;
const MAX_RANGE = 1_000_000;
const EXPRESSION = /^\s*\{%([\s\S]*)%\}\s*$/;
const CACHE_SIZE = 500;
const HASHES = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
const cache = new Map<string, jsonata.Expression>();

/** What expressions see: `$states` and the variables, each as `$name`. */
export interface JsonataScope {
  states: JsonObject;
  variables: JsonObject;
}

/** The expression in `{% … %}`; null for a plain text. */
export function jsonataOf(text: string): string | null {
  return EXPRESSION.exec(text)?.[1]?.trim() ?? null;
}

/** Null where the text is an expression of JSONata; else what is wrong with it. */
export function jsonataProblem(expression: string): string | null {
  try {
    compile(expression);
    return null;
  } catch (error) {
    return wordsOf(error);
  }
}

/** Arguments, Output, Assign, Condition …: every `{% … %}` in it is worked out; FieldError with the place otherwise. */
export async function fillJsonata(template: Json, field: string, scope: JsonataScope): Promise<Json> {
  if (typeof template === 'string') {
    const expression = jsonataOf(template);
    return expression === null ? template : evaluateJsonata(expression, field, scope);
  }
  if (Array.isArray(template)) {
    const items: Json[] = [];
    for (const [index, one] of template.entries()) {
      items.push(await fillJsonata(one, `${field}[${index}]`, scope));
    }
    return items;
  }
  if (!isJsonObject(template)) return template;
  const filled: JsonObject = {};
  for (const [key, value] of Object.entries(template)) {
    setMember(filled, key, await fillJsonata(value, `${field}/${key}`, scope));
  }
  return filled;
}

async function evaluateJsonata(expression: string, field: string, scope: JsonataScope): Promise<Json> {
  const fail = (problem: string) =>
    new FieldError(
      'States.QueryEvaluationError',
      `The JSONata expression '${expression}' specified for the field '${field}' ${problem}`,
      field,
    );
  let result: unknown;
  try {
    const bindings = { ...scope.variables, states: scope.states };
    result = await compile(expression).evaluate(undefined, bindings);
  } catch (error) {
    throw fail(`threw an error during evaluation. ${wordsOf(error)}`);
  }
  if (result === undefined) throw fail('returned nothing (undefined).');
  if (isFunction(result)) throw fail('returned an unsupported result type.');
  try {
    // a sequence of JSONata is an array with members of its own
    return JSON.parse(JSON.stringify(result)) as Json;
  } catch {
    throw fail('returned an unsupported result type.');
  }
}

function isFunction(result: unknown): boolean {
  if (typeof result === 'function') return true;
  return (
    typeof result === 'object' &&
    result !== null &&
    ('_jsonata_lambda' in result || '_jsonata_function' in result)
  );
}

function compile(text: string): jsonata.Expression {
  let expression = cache.get(text);
  if (expression === undefined) {
    expression = jsonata(text, { timeout: TIMEOUT_MS, stack: MAX_STACK, sequence: MAX_RANGE });
    registerFunctions(expression);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(text, expression);
  }
  return expression;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-asl */
function registerFunctions(expression: jsonata.Expression): void {
  expression.registerFunction('partition', (list: Json, size: number) => {
    if (!Array.isArray(list)) return [[list]];
    if (!(size >= 1)) throw new Error('$partition needs a size of at least 1');
    const by = Math.floor(size);
    return Array.from({ length: Math.ceil(list.length / by) }, (_, index) =>
      list.slice(index * by, (index + 1) * by),
    );
  });
  expression.registerFunction('range', (first: number, last: number, step: number) => {
    if (step === 0) throw new Error('$range needs a step other than 0');
    const count = Math.max(0, Math.floor((last - first) / step) + 1);
    if (!(count <= MAX_RANGE)) throw new Error(`$range makes more than ${MAX_RANGE} items`);
    return Array.from({ length: count }, (_, index) => first + index * step);
  });
  expression.registerFunction('hash', (value: Json, algorithm: string) => {
    if (!HASHES.includes(algorithm)) throw new Error(`$hash knows ${HASHES.join(', ')}`);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return createHash(algorithm.replace('-', '').toLowerCase()).update(text).digest('hex');
  });
  expression.registerFunction('random', (seed?: number) =>
    seed === undefined
      ? Math.random()
      : createHash('sha256').update(String(seed)).digest().readUInt32BE() / 2 ** 32,
  );
  expression.registerFunction('uuid', () => randomUUID());
  expression.registerFunction('parse', (text: string) => parseJson(text));
  expression.registerFunction('eval', () => {
    throw new Error('$eval is not supported by Step Functions');
  });
}

function wordsOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${String(error.message)}`;
}
