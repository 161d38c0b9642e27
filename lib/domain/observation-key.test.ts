import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from './observation.ts';
import { mergeObservations, observationKey } from './observation-key.ts';

const position = fc.record({
  source: fc.constant('log' as const),
  logStreamName: fc.constantFrom('a', 'b'),
  timestamp: fc.nat(20),
  ordinal: fc.nat(1),
});
const arbitrary: fc.Arbitrary<Observation> = fc.oneof(
  position.map((at) => ({ ...at, kind: 'end' as const })),
  fc.tuple(position, fc.constantFrom('$LATEST', '7', null)).map(([at, version]) => ({
    ...at,
    kind: 'start' as const,
    version,
    functionArn: null,
    trace: null,
    spanId: null,
  })),
  fc.tuple(position, fc.constantFrom('A', 'B')).map(([at, errorType]) => ({
    ...at,
    kind: 'error' as const,
    errorType,
    errorMessage: null,
  })),
  fc.constantFrom('op-1', 'op-2').map((operationId) => ({
    source: 'operation' as const,
    kind: 'invoked' as const,
    operationId,
    timestamp: 5,
    invocationType: 'Event' as const,
    traceId: null,
    parentHopId: null,
    separate: false,
  })),
);
const set = fc.array(arbitrary, { maxLength: 300 });

describe('observationKey', () => {
  it('does not tell equal lines of one millisecond apart: they say the same', () => {
    const end = { source: 'log', kind: 'end', logStreamName: 's', timestamp: 7, ordinal: 0 } as const;
    expect(observationKey({ ...end, ordinal: 1 })).toBe(observationKey(end));
    expect(observationKey({ ...end, timestamp: 8 })).not.toBe(observationKey(end));
    expect(observationKey({ ...end, logStreamName: 't' })).not.toBe(observationKey(end));
  });
});

describe('mergeObservations', () => {
  it('is a union: commutative, associative, idempotent, each name once', () => {
    fc.assert(
      fc.property(set, set, set, (a, b, c) => {
        const merged = mergeObservations(a, b);
        expect(mergeObservations(b, a)).toEqual(merged);
        expect(mergeObservations(merged, c)).toEqual(mergeObservations(a, mergeObservations(b, c)));
        expect(mergeObservations(merged, merged)).toEqual(merged);
        expect(mergeObservations(merged, a)).toEqual(merged);
        const keys = merged.map(observationKey);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('stays bounded when a run prints what looks like an error for ever', () => {
    const errors = Array.from(
      { length: 5_000 },
      (_, n): Observation => ({
        source: 'log',
        kind: 'error',
        logStreamName: 's',
        timestamp: n,
        ordinal: 0,
        errorType: 'E',
        errorMessage: null,
      }),
    );
    const merged = mergeObservations(errors.slice(2_000), errors.slice(0, 2_500));
    expect(merged).toHaveLength(64);
    expect(merged[0]?.timestamp).toBe(0);
  });
});
