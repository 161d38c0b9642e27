import { describe, expect, it } from 'vitest';
import type { FunctionSummary } from '@/lib/contract/function';
import { fixesOf } from './fixes.model';
import { listedFunctions, problemCount, viewCounts } from './function-list.model';

function aFunction(functionName: string, more: Partial<FunctionSummary> = {}): FunctionSummary {
  return {
    functionName,
    functionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    architecture: 'arm64',
    memorySizeMb: 128,
    timeoutSeconds: 3,
    state: 'Active',
    lastModifiedAt: null,
    tracingMode: 'Active',
    logFormat: 'JSON',
    systemLogLevel: 'INFO',
    applicationLogLevel: 'INFO',
    logGroupName: `/aws/lambda/${functionName}`,
    recursiveLoop: 'Terminate',
    reservedConcurrency: null,
    managedBy: null,
    watched: false,
    watchedBy: null,
    followability: 'trace',
    findings: [],
    markerSeenAt: null,
    lastHopAt: null,
    hopCount24h: 0,
    failedHopCount24h: 0,
    ...more,
  };
}
const tracingOff = { code: 'tracing-off', severity: 'problem', message: 'm', fixable: true } as const;
const noMarker = { code: 'no-marker', severity: 'hint', message: 'm', fixable: false } as const;

describe('listedFunctions', () => {
  const functions = [
    aFunction('b'),
    aFunction('a'),
    aFunction('poller', { watched: true, lastHopAt: '2026-11-23T09:00:00.000Z' }),
    aFunction('payment', { findings: [noMarker, tracingOff], lastHopAt: '2026-11-23T09:30:00.000Z' }),
  ];
  it('puts those that ran last first, the rest by name', () => {
    expect(listedFunctions(functions, 'all', '').map((each) => each.functionName)).toEqual([
      'payment',
      'poller',
      'a',
      'b',
    ]);
  });
  it('narrows by view and name', () => {
    expect(listedFunctions(functions, 'watched', '')).toHaveLength(1);
    expect(listedFunctions(functions, 'problems', '')[0]?.functionName).toBe('payment');
    expect(listedFunctions(functions, 'all', ' POLL ')).toHaveLength(1);
  });
  it('counts what each view holds', () => {
    expect(viewCounts(functions)).toEqual({ all: 4, watched: 1, problems: 1 });
    expect(problemCount(aFunction('x', { findings: [noMarker, tracingOff] }))).toBe(1);
  });
});

describe('fixesOf', () => {
  it('offers only what a plan can mend, once', () => {
    expect(fixesOf([noMarker, tracingOff, tracingOff])).toEqual(['tracing-active']);
    expect(fixesOf([{ ...tracingOff, fixable: false }])).toEqual([]);
  });
});
