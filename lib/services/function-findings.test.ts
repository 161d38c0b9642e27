import { describe, expect, it } from 'vitest';
import type { FunctionRecord } from '../collector/function-record.ts';
import { functionFindings } from './function-findings.ts';

const wellSet: FunctionRecord = {
  functionName: 'poller',
  functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:poller',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  architecture: 'arm64',
  memorySizeMb: 128,
  timeoutSeconds: 3,
  state: 'Active',
  lastUpdateStatus: 'Successful',
  lastModifiedAt: null,
  tracingMode: 'Active',
  logFormat: 'JSON',
  systemLogLevel: 'INFO',
  applicationLogLevel: 'INFO',
  logGroupName: '/aws/lambda/poller',
  roleArn: null,
  revisionId: null,
  codeSha256: null,
  durable: false,
  recursiveLoop: null,
  reservedConcurrency: null,
  tags: null,
  managedBy: null,
  detailsReadAt: null,
};
const seen = { markerSeenAt: new Date() };
const unseen = { markerSeenAt: null };

describe('functionFindings', () => {
  it('finds nothing where nothing is missing', () => {
    expect(functionFindings(wellSet, seen)).toEqual({ followability: 'exact', findings: [] });
  });

  it.each<[string, Partial<FunctionRecord>, typeof unseen | typeof seen, string, string[]]>([
    ['no marker', {}, unseen, 'trace', ['no-marker']],
    ['tracing off', { tracingMode: 'PassThrough' }, unseen, 'single-runs', ['tracing-off!', 'no-marker']],
    ['tracing off with marker', { tracingMode: 'PassThrough' }, seen, 'exact', ['tracing-off']],
    [
      'text',
      { logFormat: 'Text', systemLogLevel: null, applicationLogLevel: null },
      seen,
      'exact',
      ['text-format'],
    ],
    ['WARN', { systemLogLevel: 'WARN' }, seen, 'blind', ['system-log-level!']],
    ['application ERROR', { applicationLogLevel: 'ERROR' }, seen, 'exact', ['application-log-level!']],
    ['brake', { reservedConcurrency: 0 }, seen, 'exact', ['reserved-zero!']],
    ['guard off', { recursiveLoop: 'Allow' }, seen, 'exact', ['recursion-allowed']],
    ['guard on', { recursiveLoop: 'Terminate' }, seen, 'exact', ['recursion-terminate']],
    ['guard on, never re-ran', { recursiveLoop: 'Terminate' }, unseen, 'trace', ['no-marker']],
    ['broken', { state: 'Failed' }, seen, 'exact', ['not-active!']],
    ['asleep', { state: 'Inactive' }, seen, 'exact', ['not-active']],
  ])('%s', (_name, change, facts, followability, codes) => {
    const found = functionFindings({ ...wellSet, ...change }, facts);
    expect(found.followability).toBe(followability);
    expect(found.findings.map(({ code, severity }) => `${code}${severity === 'problem' ? '!' : ''}`)).toEqual(
      codes,
    );
  });
});
