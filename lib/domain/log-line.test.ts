import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLogLine } from './log-line.ts';

const ID = '7c1e52a4-3b0d-4f6a-9d1e-0a2b3c4d5e6f';
const ROOT = '1-6ac75f13-4f0c2b7d9a1e3c5f7b8d9e0a';
const AT = '2026-10-08T09:15:02.118Z';
const ERROR =
  '{"errorType":"PaymentPending","errorMessage":"still pending","stack":["PaymentPending: still pending"]}';

describe('text system lines', () => {
  it.each([
    [
      'INIT_START Runtime Version: nodejs:22.v61\tRuntime Version ARN: arn:aws:lambda:eu-west-1::runtime:5f1c\n',
      {
        kind: 'init-start',
        runtimeVersion: 'nodejs:22.v61',
        runtimeVersionArn: 'arn:aws:lambda:eu-west-1::runtime:5f1c',
      },
    ],
    [
      'INIT_START Runtime Version:  Runtime Version ARN: arn:x',
      { kind: 'init-start', runtimeVersion: null, runtimeVersionArn: 'arn:x' },
    ],
    [
      `START RequestId: ${ID} Version: $LATEST\n`,
      { kind: 'start', requestId: ID, version: '$LATEST', trace: null },
    ],
    [`START RequestId: ${ID}`, { kind: 'start', requestId: ID, version: null }],
    [`END RequestId: ${ID}\n`, { kind: 'end', requestId: ID }],
    [
      `REPORT RequestId: ${ID}\tDuration: 84.21 ms\tBilled Duration: 263 ms\tMemory Size: 256 MB\tMax Memory Used: 91 MB\tInit Duration: 178.44 ms\t\nXRAY TraceId: ${ROOT}\tSegmentId: 2b6f0c1d9e8a7b35\tSampled: true\t\n`,
      {
        kind: 'report',
        requestId: ID,
        durationMs: 84.21,
        billedDurationMs: 263,
        memorySizeMb: 256,
        maxMemoryUsedMb: 91,
        initDurationMs: 178.44,
        restoreDurationMs: null,
        status: null,
        traceId: ROOT,
        segmentId: '2b6f0c1d9e8a7b35',
        sampled: true,
      },
    ],
    [
      `REPORT RequestId: ${ID} Duration: 127.10 ms Billed Duration: 154 ms Memory Size: 2048 MB Max Memory Used: 212 MB Restore Duration: 325.93 ms Billed Restore Duration: 26 ms XRAY TraceId: ${ROOT} SegmentId: 29c3839e6ecb5895 Sampled: true`,
      {
        kind: 'report',
        durationMs: 127.1,
        billedDurationMs: 154,
        restoreDurationMs: 325.93,
        billedRestoreDurationMs: 26,
        initDurationMs: null,
        traceId: ROOT,
      },
    ],
    [
      `REPORT RequestId: ${ID}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 256 MB\tMax Memory Used: 95 MB\tStatus: timeout\nXRAY TraceId: ${ROOT}\n`,
      {
        kind: 'report',
        status: 'timeout',
        traceId: ROOT,
        segmentId: null,
        sampled: null,
      },
    ],
    [
      `REPORT RequestId: ${ID}\tDuration: 97.30 ms\tStatus: error\tError Type: Runtime.ImportModuleError\nXRAY TraceId: ${ROOT}\tSegmentId: 2d34804ed85ebd6f\tSampled: false\n`,
      {
        kind: 'report',
        status: 'error',
        errorType: 'Runtime.ImportModuleError',
        sampled: false,
        billedDurationMs: null,
      },
    ],
    [`REPORT RequestId: ${ID}`, { kind: 'report', requestId: ID, durationMs: null }],
    [
      'INIT_REPORT Init Duration: 87.28 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ImportModuleError\n',
      {
        kind: 'init-report',
        durationMs: 87.28,
        phase: 'invoke',
        status: 'error',
        errorType: 'Runtime.ImportModuleError',
      },
    ],
    ['RESTORE_START Runtime Version: java:21\t', { kind: 'restore-start' }],
    [
      'RESTORE_REPORT Restore Duration: 325.93 ms\tStatus: timeout\n',
      { kind: 'restore-report', durationMs: 325.93, status: 'timeout', errorType: null },
    ],
    [
      `2026-10-08T09:16:10.004Z ${ID} Task timed out after 3.00 seconds\n\n`,
      { kind: 'timeout', requestId: ID, timeoutMs: 3000 },
    ],
    [
      `RequestId: ${ID} Error: Runtime exited with error: signal: killed\nRuntime.ExitError`,
      {
        kind: 'runtime-error',
        requestId: ID,
        errorType: 'Runtime.ExitError',
        errorMessage: 'Runtime exited with error: signal: killed',
      },
    ],
    [
      `RequestId: ${ID} Process exited before completing request`,
      {
        kind: 'runtime-error',
        errorType: null,
        errorMessage: 'Process exited before completing request',
      },
    ],
  ])('%s', (message, expected) => {
    expect(parseLogLine(message)).toMatchObject({ format: 'text', ...expected });
  });
});

describe('JSON system lines', () => {
  const line = (type: string, record: unknown) => JSON.stringify({ time: AT, type, record });
  const tracing = {
    spanId: '54565fb41ac79632',
    type: 'X-Amzn-Trace-Id',
    value: `Root=${ROOT};Parent=0efbd19962d95b05;Sampled=1`,
  };

  it.each([
    [
      line('platform.initStart', {
        initializationType: 'on-demand',
        runtimeVersion: 'nodejs:22',
        functionName: 'poller',
        functionVersion: '$LATEST',
        instanceMaxMemory: 268435456,
      }),
      {
        kind: 'init-start',
        initializationType: 'on-demand',
        runtimeVersion: 'nodejs:22',
        functionName: 'poller',
      },
    ],
    [
      line('platform.start', { requestId: ID, version: '$LATEST', functionArn: 'arn:f', tracing }),
      {
        kind: 'start',
        requestId: ID,
        functionArn: 'arn:f',
        spanId: '54565fb41ac79632',
        trace: { root: ROOT, parent: '0efbd19962d95b05', sampled: '1' },
      },
    ],
    [line('platform.start', { requestId: ID }), { kind: 'start', version: null, trace: null, spanId: null }],
    [
      line('platform.runtimeDone', { requestId: ID, status: 'timeout', metrics: { durationMs: 5001.182 } }),
      {
        kind: 'runtime-done',
        requestId: ID,
        status: 'timeout',
        durationMs: 5001.182,
      },
    ],
    [
      line('platform.runtimeDone', 'Unknown application error occurred'),
      { kind: 'runtime-done', requestId: null, status: null },
    ],
    [
      line('platform.report', {
        requestId: ID,
        metrics: {
          durationMs: 1233.96,
          billedDurationMs: 1698,
          memorySizeMB: 256,
          maxMemoryUsedMB: 123,
          initDurationMs: 463.512,
        },
        tracing,
        status: 'success',
      }),
      {
        kind: 'report',
        durationMs: 1233.96,
        billedDurationMs: 1698,
        initDurationMs: 463.512,
        traceId: ROOT,
        segmentId: '54565fb41ac79632',
        sampled: true,
        status: 'success',
      },
    ],
    [
      line('platform.report', { metrics: { durationMs: '12', memorySizeMB: null } }),
      { kind: 'report', requestId: null, durationMs: null, memorySizeMb: null },
    ],
    [line('platform.end', { requestId: ID }), { kind: 'end', requestId: ID }],
    [
      line('platform.fault', `RequestId: ${ID} Process exited before completing request`),
      {
        kind: 'fault',
        requestId: ID,
        errorMessage: 'Process exited before completing request',
      },
    ],
    [
      line('platform.logsDropped', { reason: 'BufferFull', droppedRecords: 1, droppedBytes: 1024 }),
      {
        kind: 'logs-dropped',
        reason: 'BufferFull',
        droppedRecords: 1,
        droppedBytes: 1024,
      },
    ],
    [line('platform.extension', { name: 'x' }), { kind: 'extension' }],
    [line('platform.telemetrySubscription', {}), { kind: 'telemetry-subscription' }],
    [line('platform.logsSubscription', {}), { kind: 'logs-subscription' }],
    [line('platform.restoreStart', {}), { kind: 'restore-start' }],
    [
      line('platform.restoreRuntimeDone', { status: 'success' }),
      { kind: 'restore-runtime-done', status: 'success' },
    ],
    [
      line('platform.restoreReport', { status: 'failure', errorType: 'RestoreError' }),
      { kind: 'restore-report', status: 'failure', errorType: 'RestoreError' },
    ],
    [
      line('platform.initRuntimeDone', { status: 'success' }),
      { kind: 'init-runtime-done', status: 'success' },
    ],
    [
      line('platform.initReport', { phase: 'init', metrics: { durationMs: 500 } }),
      { kind: 'init-report', phase: 'init', durationMs: 500 },
    ],
    [
      line('platform.tomorrow', { requestId: ID }),
      { kind: 'platform-other', type: 'platform.tomorrow', requestId: ID },
    ],
  ])('%s', (message, expected) => {
    expect(parseLogLine(message)).toMatchObject({ format: 'json', ...expected });
  });
});

describe('application lines', () => {
  it.each([
    [
      `${AT}\t${ID}\tINFO\tchain {"attempt":2}\n`,
      { format: 'node-text', level: 'INFO', requestId: ID, text: 'chain {"attempt":2}', timestampText: AT },
    ],
    [`${AT}\tundefined\tINFO\tcold start\n`, { format: 'node-text', requestId: null, text: 'cold start' }],
    [`${AT}\t${ID}\tno level\there`, { format: 'node-text', level: null, text: 'no level\there' }],
    [
      `${AT}\t${ID}\tERROR\tInvoke Error \t${ERROR}\n`,
      {
        level: 'ERROR',
        label: 'Invoke Error',
        uncaught: true,
        errorType: 'PaymentPending',
        errorMessage: 'still pending',
      },
    ],
    [
      `${AT}\t${ID}\tERROR\tUncaught Exception \t\n  {\n "errorType": "Error"\n }\n`,
      { label: 'Uncaught Exception', uncaught: true, errorType: 'Error', errorMessage: null },
    ],
    [
      `${AT}\t${ID}\tERROR\tUnhandled Promise Rejection \t{"cut":`,
      { label: 'Unhandled Promise Rejection', uncaught: true, errorType: null },
    ],
    [`${AT}\t${ID}\tERROR\tError: handled\n    at x`, { uncaught: false, label: null, errorType: null }],
    [
      `[INFO]\t${AT}\t${ID}\tProcessing request\n`,
      { format: 'python-text', level: 'INFO', requestId: ID, text: 'Processing request' },
    ],
    [`[WARNING]\t${AT}\t\tbefore the first run`, { format: 'python-text', level: 'WARN', requestId: null }],
    [`[ERROR]\t${AT}\t${ID}\tlogged, not thrown`, { format: 'python-text', level: 'ERROR', uncaught: false }],
    [
      "[ERROR] Runtime.ImportModuleError: Unable to import module 'updater'\nTraceback (most recent call last):",
      {
        format: 'python-text',
        uncaught: true,
        errorType: 'Runtime.ImportModuleError',
        errorMessage: "Unable to import module 'updater'",
      },
    ],
    [
      'LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function code.',
      { format: 'plain', level: 'WARN' },
    ],
    [
      `2026-10-08 09:15:02 ${ID} WARN  Poller - again\n`,
      { format: 'java-text', level: 'WARN', requestId: ID, text: 'Poller - again' },
    ],
    [
      'java.lang.IllegalStateException: boom\n\tat app.Handler.handle(Handler.java:7)\n',
      {
        format: 'plain',
        uncaught: true,
        errorType: 'java.lang.IllegalStateException',
        errorMessage: 'boom',
      },
    ],
    [
      `{"timestamp":"${AT}","level":"INFO","requestId":"${ID}","message":{"id":12345678901234567890, "a" : 1}}`,
      {
        format: 'json',
        level: 'INFO',
        requestId: ID,
        text: '{"id":12345678901234567890, "a" : 1}',
      },
    ],
    [
      `{"timestamp":"${AT}","level":"ERROR","requestId":"${ID}","message":"{\\"level\\":\\"ERROR\\",\\"error\\":\\"X\\"}"}`,
      {
        format: 'json',
        text: '{"level":"ERROR","error":"X"}',
        uncaught: false,
      },
    ],
    [
      `{"timestamp":"${AT}","level":"ERROR","requestId":"${ID}","message":{"errorType":"PaymentPending","errorMessage":"still pending","stackTrace":["x"]}}`,
      {
        uncaught: true,
        errorType: 'PaymentPending',
        errorMessage: 'still pending',
      },
    ],
    [
      `{"timestamp":"${AT}","level":"ERROR","requestId":"${ID}","message":"charge failed Error: no","errorType":"Error","errorMessage":"no","stackTrace":["x"]}`,
      {
        uncaught: false,
        errorType: 'Error',
        text: 'charge failed Error: no',
      },
    ],
    [
      `{"timestamp":"${AT}","log_level":"ERROR","errorMessage":"boom","errorType":"ValueError","requestId":"${ID}","stackTrace":["x"]}`,
      {
        uncaught: true,
        level: 'ERROR',
        errorType: 'ValueError',
        errorMessage: 'boom',
      },
    ],
    [
      `{"timestamp":"${AT}","level":"warn","AWSRequestId":"${ID}","message":"from Java"}`,
      { level: 'WARN', requestId: ID, text: 'from Java' },
    ],
    [
      `{"level":30,"time":1,"msg":"pino","function_request_id":"${ID}"}`,
      { level: 'INFO', requestId: ID, text: 'pino' },
    ],
    ['{"rerun":{"v":1}}\n', { format: 'json', level: null, requestId: null, text: '{"rerun":{"v":1}}' }],
    ['{"not":"closed"', { format: 'plain', text: '{"not":"closed"' }],
    ['{"__proto__":{"level":"INFO","requestId":"x"},"message":"kept"}', { level: null, requestId: null }],
    ['', { format: 'plain', text: '' }],
    [
      '\u001b[31mred\u001b[0m <script>\0\ud800',
      { format: 'plain', text: '\u001b[31mred\u001b[0m <script>\0\ud800' },
    ],
  ])('%j', (message, expected) => {
    expect(parseLogLine(message)).toMatchObject({ kind: 'application', ...expected });
  });
});

describe('lines that only look like system lines', () => {
  it.each([
    `START RequestId: ${ID} Version: $LATEST and more`,
    'START RequestId: nonsense! Version: 1',
    `START RequestId: ${ID} and so on`,
    `END RequestId: ${ID} of it`,
    'REPORT RequestId: ',
    'RequestId: not-an-id Error: x',
    `${AT} ${ID} Task timed out after a while seconds`,
    `{"type":"platform.report"}`,
    '{"type":"platformer","record":{}}',
    '2026',
    '[12:00:01] hello',
    '[ERROR]',
  ])('%s stays an application line', (message) => {
    expect(parseLogLine(message).kind).toBe('application');
  });

  it('never throw, whatever they hold', () => {
    const start = fc.constantFrom(
      'START RequestId: ',
      'REPORT RequestId: ',
      'RequestId: ',
      '{"type":"platform.start","record":',
      `${AT}\t`,
      '[ERROR] ',
      'INIT_REPORT ',
      '{',
      '',
    );
    const hostile = fc
      .tuple(start, fc.string({ unit: 'binary', maxLength: 200 }))
      .map(([head, tail]) => head + tail);
    const broken = fc.tuple(fc.json(), fc.nat(50)).map(([json, cut]) => json.slice(0, json.length - cut));
    fc.assert(
      fc.property(fc.oneof(hostile, broken, fc.json()), (message) => {
        expect(parseLogLine(message).kind).toEqual(expect.any(String));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are read in no time even when they are a megabyte long', () => {
    for (const message of [
      `REPORT RequestId: ${ID}\t${'Duration: '.repeat(100_000)}`,
      `[ERROR] ${'a.'.repeat(500_000)}`,
      `${AT}\t${ID}\tERROR\tInvoke Error \t${'['.repeat(1_000_000)}`,
      `java.${'a.'.repeat(500_000)}\tat `,
      '{"message":'.repeat(90_000),
      `{"timestamp":"${AT}","level":"INFO","message":${'['.repeat(300_000)}${']'.repeat(300_000)}}`,
    ]) {
      const before = process.cpuUsage();
      parseLogLine(message);
      // CPU time, for other work on the machine does not count; what is not linear would take minutes
      expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
    }
  });
});
