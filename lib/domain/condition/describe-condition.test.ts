import { expect, it } from 'vitest';
import { describeLimits, describeWhen } from './describe-condition.ts';

it('says when in a sentence for each field', () => {
  expect(
    describeWhen(
      '{"requestContext":{"condition":["Success"]},"responsePayload":{"attempt":[{"numeric":["<",5]}]}}',
    ),
  ).toEqual(['requestContext.condition is “Success”', 'responsePayload.attempt is less than 5']);
  expect(describeWhen('{"responsePayload":')).toEqual([]);
});

it('says every limit that is set', () => {
  const limits = {
    maxAttempts: 5,
    delaySeconds: 90,
    backoffRate: 2,
    maxDelaySeconds: 3600,
    jitter: 'FULL' as const,
    windowSeconds: 90_000,
    budgetUsd: 0.5,
    ratePerSecond: 1,
    maxAgeSeconds: 900,
  };
  expect(describeLimits(limits)).toEqual([
    'at most 5 runs of one chain, the first included',
    '1 min 30 s later, each time 2 times as long as before, up to 1 hour, or any shorter wait by chance',
    'within 1 day 1 hour of the first run',
    'while a chain has cost less than 0.5 USD',
    'at most 1 a second over all chains',
    'only results not older than 15 min',
  ]);
  const plain = { ...limits, delaySeconds: 0, windowSeconds: null, budgetUsd: null };
  expect(describeLimits(plain)).toEqual([
    'at most 5 runs of one chain, the first included',
    'at once',
    'at most 1 a second over all chains',
    'only results not older than 15 min',
  ]);
});
