import { isRecord } from '../is-record.ts';

const DIRECT = /^arn:[\w-]+:lambda:[\w-]*:\d*:function:/;
const INTEGRATED = /^arn:[\w-]+:states:[\w-]*:\d*:(?:aws-sdk:)?lambda:invoke(?:\.waitForTaskToken)?$/;
const REFERENCE =
  /^(?:arn:[\w-]+:lambda:[\w-]*:\d*:function:|\d{12}:function:)?([A-Za-z0-9_-]{1,64})(?::[\w$-]{1,128})?$/;

/**
 * The name of the Lambda function that a Task runs: by `lambda:invoke` (its Arguments or Parameters) or by the
 * function's ARN as its Resource. Null where it runs none, or chooses the function while it runs.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
export function taskFunctionName(state: Record<string, unknown>): string | null {
  const { Resource, Arguments, Parameters } = state;
  if (typeof Resource !== 'string') return null;
  if (DIRECT.test(Resource)) return nameIn(Resource);
  if (!INTEGRATED.test(Resource)) return null;
  const given = Arguments ?? Parameters;
  return isRecord(given) && typeof given.FunctionName === 'string' ? nameIn(given.FunctionName) : null;
}

/** Of a name, a partial or a whole ARN, each with or without version or alias. */
function nameIn(reference: string): string | null {
  return REFERENCE.exec(reference)?.[1] ?? null;
}
