import { expect, it } from 'vitest';
import { functionErrorOf } from './function-error.ts';

it.each([
  ['{"errorType":"Error","errorMessage":"no"}', 'Error', 'no'],
  [
    '{"errorMessage":"2026 Task timed out after 3.00 seconds"}',
    null,
    '2026 Task timed out after 3.00 seconds',
  ],
  ['{"errorType":1}', null, null],
  ['{"__proto__":{"errorType":"Evil"}}', null, null],
  ['"text"', null, null],
  ['null', null, null],
  ['not JSON', null, null],
  [null, null, null],
])('%s', (payload, errorType, errorMessage) => {
  expect(functionErrorOf(payload)).toEqual({ errorType, errorMessage });
});
