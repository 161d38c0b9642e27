import { fillTemplate, templateParts } from './fill-template.ts';
import { parseJsonPath } from './json-path.ts';
import { RESERVED_VARIABLES } from './reserved-variables.ts';
import { transformedTextProblem } from './transformed-text.ts';

/** The form of a target's `InputTransformer`, in AWS's own words. */
export interface InputTransformer {
  InputPathsMap?: Record<string, string> | undefined;
  InputTemplate: string;
}

export interface InputTransformerProblem {
  field: 'InputPathsMap' | 'InputTemplate';
  /** The variable at fault, null where the whole field is. */
  variable: string | null;
  message: string;
}

const MAX_TEMPLATE_LENGTH = 8_192;
const MAX_PATHS = 100;
const MAX_PATH_LENGTH = 256;
const VARIABLE = /^[A-Za-z0-9_-]{1,256}$/;
const PLACED = 'placed-here';

/**
 * What PutTargets would refuse in an input transformer, each problem once; none for a good one. A template that only
 * some events turn into invalid JSON cannot be seen here: see `transformInput`.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html
 */
export function checkInputTransformer({
  InputPathsMap: paths = {},
  InputTemplate: template,
}: InputTransformer): InputTransformerProblem[] {
  const problems: InputTransformerProblem[] = [];
  const names = Object.keys(paths);
  if (names.length > MAX_PATHS) {
    problems.push(inPaths(null, `InputPathsMap has ${names.length} variables; AWS takes ${MAX_PATHS}.`));
  }
  for (const name of names) {
    const path = paths[name] ?? '';
    if (!VARIABLE.test(name) || /^aws/i.test(name)) {
      problems.push(inPaths(name, 'A variable has letters, digits, - and _, and does not start with AWS.'));
    } else if (path.length > MAX_PATH_LENGTH || parseJsonPath(path) === null) {
      problems.push(inPaths(name, `${path} is not a JSON path that EventBridge knows.`));
    }
  }
  if (template.length === 0 || template.length > MAX_TEMPLATE_LENGTH) {
    const message = `InputTemplate must have 1 to ${MAX_TEMPLATE_LENGTH} characters.`;
    return [...problems, { field: 'InputTemplate', variable: null, message }];
  }
  const unknown = new Set<string>();
  for (const part of templateParts(template)) {
    if ('text' in part || Object.hasOwn(paths, part.variable)) continue;
    if (!RESERVED_VARIABLES.has(part.variable)) unknown.add(part.variable);
  }
  for (const variable of unknown) {
    problems.push(inTemplate(variable, `InputTemplate contains invalid placeholder ${variable}.`));
  }
  if (unknown.size === 0) problems.push(...shapeProblems(template));
  return problems;
}

/** With a number in the place of each value: a variable as a key is no JSON then. */
function shapeProblems(template: string): InputTransformerProblem[] {
  const filled = fillTemplate(template, () => '0');
  const problem = transformedTextProblem(filled);
  if (problem !== null) return [inTemplate(null, `InputTemplate does not yield JSON: ${problem}`)];
  // inside a string a variable can be part of a key without breaking the JSON
  const marked = fillTemplate(template, () => `"${PLACED}"`);
  const key = new RegExp(`"(?:[^"\\\\]|\\\\.)*${PLACED}(?:[^"\\\\]|\\\\.)*"\\s*:`);
  return key.test(marked) ? [inTemplate(null, 'A variable cannot be an object key.')] : [];
}

function inPaths(variable: string | null, message: string): InputTransformerProblem {
  return { field: 'InputPathsMap', variable, message };
}

function inTemplate(variable: string | null, message: string): InputTransformerProblem {
  return { field: 'InputTemplate', variable, message };
}
