import type { QueryLanguage } from '../asl/definition.ts';
import { isJsonObject, type JsonObject } from '../asl/json.ts';
import { INTEGRATIONS, taskResourceOf } from '../run/task.ts';
import type { Surroundings } from './surroundings.ts';

/** What an integration cannot do without. */
const REQUIRED: Record<string, string> = {
  'lambda:invoke': 'FunctionName',
  'events:putEvents': 'Entries',
  'states:startExecution': 'StateMachineArn',
};

/** A task's Resource, and whether its parameters name what it acts on. */
export function checkResource(
  state: JsonObject,
  location: string,
  language: QueryLanguage,
  { express, report }: Surroundings,
): void {
  const place = `${location}/Resource`;
  const { Resource } = state;
  if (typeof Resource !== 'string') {
    report(place, 'Value must be a string');
    return;
  }
  if (!/^arn:aws[\w-]*:[a-z0-9-]+:.*$/.test(Resource)) {
    report(place, 'Value is not a valid resource ARN');
    return;
  }
  const pattern = /\.(sync(?::2)?|waitForTaskToken)$/.exec(Resource)?.[1];
  if (express && pattern !== undefined) {
    report(place, `Express state machine does not support '.${pattern}' service integration `);
    return;
  }
  if (pattern === 'waitForTaskToken') {
    report(place, "The sandbox does not support '.waitForTaskToken'");
    return;
  }
  const named = taskResourceOf(Resource);
  if (named === null) {
    const known = ['the ARN of a Lambda function', ...INTEGRATIONS].join(', ');
    report(place, `The sandbox does not support the resource '${Resource}', but ${known}`);
    return;
  }
  if (named.kind === 'function') return;
  const required = REQUIRED[`${named.resourceType}:${named.resource.replace(/\..*$/, '')}`];
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const given = state[field];
  if (required === undefined || (language === 'JSONata' && typeof given === 'string')) return;
  if (isJsonObject(given) && (given[required] !== undefined || given[`${required}.$`] !== undefined)) return;
  // without Parameters the input is what is sent
  if (given === undefined && language === 'JSONPath') return;
  report(
    given === undefined ? location : `${location}/${field}`,
    `The field '${required}' is required but was missing`,
  );
}
