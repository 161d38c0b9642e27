import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { continueTrace, responseTraceHeaderOf, traceHeaderOf } from './invocation-trace.ts';

const POLLER = 'arn:aws:lambda:us-east-1:000000000000:function:poller';
const OTHER = 'arn:aws:lambda:us-east-1:000000000000:function:other';
const ROOT = '1-6ac7607b-710d76f009d6e7785905449a';
const NOW_MS = 0x6ac7607b * 1000;

describe('continueTrace', () => {
  test('without a header makes a Root of now, sampled only where tracing is active', () => {
    const passThrough = continueTrace(undefined, POLLER, 'PassThrough', NOW_MS);
    expect(traceHeaderOf(passThrough)).toMatch(
      /^Root=1-6ac7607b-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0$/,
    );
    expect(continueTrace(undefined, POLLER, 'Active', NOW_MS).sampled).toBe(true);
  });

  test.each([
    [`Root=${ROOT};Parent=0efbd19962d95b05;Sampled=1`, true],
    [`root=${ROOT};sampled=0;lineage=cd888fb0:0`, false],
    [`Self=1-6ac7607e-12456789abcdef012345678a;Root=${ROOT}`, false],
    [`Sampled=1 ; CalledFrom=app ; ROOT=${ROOT}`, true],
  ])('keeps Root and the decision of %s', (header, sampled) => {
    const trace = continueTrace(header, POLLER, 'PassThrough', NOW_MS);
    expect(trace.root).toBe(ROOT);
    expect(trace.sampled).toBe(sampled);
    expect(trace.parent).not.toBe('0efbd19962d95b05');
  });

  test('counts the runs of a function on its way through the chain, in every form of Lineage', () => {
    let header = `Root=${ROOT};Lineage=a87bd80c:1|25:68fd508a:5|rubbish`;
    const earlier: number[] = [];
    for (let run = 0; run < 20; run += 1) {
      const trace = continueTrace(header, run % 4 === 3 ? OTHER : POLLER, 'PassThrough', NOW_MS);
      if (run % 4 !== 3) earlier.push(trace.earlierRuns);
      header = run % 2 === 0 ? traceHeaderOf(trace) : responseTraceHeaderOf(trace);
    }
    expect(earlier).toEqual([...Array(15).keys()]);
    expect(header).toContain('a87bd80c:1');
  });

  test('no header breaks it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => {
        const trace = continueTrace(header, POLLER, 'Active', NOW_MS);
        expect(traceHeaderOf(trace)).toMatch(
          /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=[01];Lineage=[0-9a-f:|]+$/i,
        );
      }),
    );
  });
});
