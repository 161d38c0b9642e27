import { readJsonBody } from '../../../json-body.ts';
import { AwsError, type WireResponse } from '../../../service.ts';
import { answer, emptyAnswer, functionOf, type LambdaCall } from '../lambda-call.ts';

const MAX_TAGS = 50;

export function listTags(call: LambdaCall): WireResponse {
  return answer(200, { Tags: functionOf(call).tags });
}

export function tagResource(call: LambdaCall): WireResponse {
  const fn = functionOf(call);
  const tags = { ...fn.tags, ...readTags(readJsonBody(call.request).Tags) };
  if (Object.keys(tags).length > MAX_TAGS) {
    throw new AwsError('InvalidParameterValueException', `A function may have at most ${MAX_TAGS} tags.`);
  }
  fn.tags = tags;
  call.store.save(fn);
  return emptyAnswer();
}

export function untagResource(call: LambdaCall): WireResponse {
  const fn = functionOf(call);
  const dropped = new Set(call.request.query.getAll('tagKeys'));
  fn.tags = Object.fromEntries(Object.entries(fn.tags).filter(([key]) => !dropped.has(key)));
  call.store.save(fn);
  return emptyAnswer();
}

/** The `Tags` of a request; keys of 1–128 and values of 0–256 characters. */
export function readTags(value: unknown): Record<string, string> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new AwsError('SerializationException', 'Unexpected value for a map');
  }
  const entries = Object.entries(value).map(([key, text]): [string, string] => {
    if (typeof text !== 'string' || key.length === 0 || key.length > 128 || text.length > 256) {
      throw new AwsError('InvalidParameterValueException', `The tag ${key.slice(0, 128)} is not valid.`);
    }
    return [key, text];
  });
  return Object.fromEntries(entries);
}
