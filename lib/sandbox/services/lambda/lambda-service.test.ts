import { InvokeCommand, type InvokeCommandInput } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestLambda, type TestLambda } from './testing/start-test-lambda.ts';

let lambda: TestLambda;
beforeAll(async () => {
  lambda = await startTestLambda();
});
afterAll(async () => {
  expect(lambda.bugs).toEqual([]);
  await lambda.stop();
});

async function invoke(functionName: string, input: Partial<InvokeCommandInput> = {}) {
  const result = await lambda.client.send(new InvokeCommand({ FunctionName: functionName, ...input }));
  const text = Buffer.from(result.Payload ?? []).toString('utf8');
  return { ...result, text, requestId: result.$metadata.requestId ?? '' };
}
const json = (text: string): Record<string, unknown> => JSON.parse(text);

describe('runs', () => {
  test('answer, request ID and log lines of a cold and a warm run', async () => {
    await lambda.create(
      'greeter',
      `export const handler = async (event, context) => {
        console.log('hello', event.name);
        return { greeted: event.name, requestId: context.awsRequestId };
      }`,
    );
    const cold = await invoke('greeter', { Payload: Buffer.from('{"name":"Ada"}'), LogType: 'Tail' });
    expect(json(cold.text)).toEqual({ greeted: 'Ada', requestId: cold.requestId });
    expect(cold.ExecutedVersion).toBe('$LATEST');
    expect(cold.FunctionError).toBeUndefined();
    const warm = await invoke('greeter', { Payload: Buffer.from('{"name":"Bob"}') });
    expect(warm.LogResult).toBeUndefined();
    const [init, start, hello, end, report, start2, , , report2] = lambda.messages('greeter');
    expect(init).toMatch(
      /^INIT_START Runtime Version: nodejs:22\.v\d+\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}\n$/,
    );
    expect(start).toBe(`START RequestId: ${cold.requestId} Version: $LATEST\n`);
    expect(hello).toMatch(new RegExp(`^\\d{4}-.*Z\\t${cold.requestId}\\tINFO\\thello Ada\\n$`));
    expect(end).toBe(`END RequestId: ${cold.requestId}\n`);
    expect(report).toMatch(
      /^REPORT RequestId: \S+\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t\n$/,
    );
    expect(start2).toContain(warm.requestId);
    expect(report2).toMatch(/Max Memory Used: \d+ MB\t\n$/);
    expect(Buffer.from(cold.LogResult ?? '', 'base64').toString()).toBe(
      [init, start, hello, end, report].join(''),
    );
    const streams = new Set(lambda.logged.map((event) => event.logStreamName));
    expect([...streams]).toEqual([expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/)]);
  });

  test('billed is duration plus init, rounded up', async () => {
    const [report] = lambda.messages('greeter').filter((line) => line.startsWith('REPORT'));
    const figure = (name: string) => Number(new RegExp(`\\t${name}: ([\\d.]+) `).exec(report ?? '')?.[1]);
    expect(figure('Billed Duration')).toBe(Math.ceil(figure('Duration') + figure('Init Duration')));
    expect(figure('Max Memory Used')).toBeGreaterThan(20);
  });

  test('every line of a run stands before its END, whichever way it was printed', async () => {
    await lambda.create(
      'printer',
      `import { writeSync } from 'node:fs';
      import { execSync } from 'node:child_process';
      export const handler = async () => {
        for (let i = 0; i < 2000; i++) console.log('console', i);
        process.stdout.write('stdout line\\n');
        process.stderr.write('stderr line\\n');
        writeSync(1, 'native line\\n');
        execSync('echo from a child', { stdio: 'inherit' });
        process.stdout.write('no end');
        console.log('two\\nlines');
      };`,
    );
    await invoke('printer');
    const lines = lambda.messages('printer');
    expect(lines.length).toBe(2000 + 6 + 4);
    expect(lines.at(-2)).toMatch(/^END/);
    for (const text of ['stdout line\n', 'stderr line\n', 'native line\n', 'from a child\n', 'no end\n']) {
      expect(lines.indexOf(text)).toBeGreaterThan(1);
    }
    expect(lines.some((line) => line.endsWith('two\nlines\n'))).toBe(true);
    const stamps = lambda.logged.map((event) => event.timestamp);
    expect(stamps.every((stamp) => Number.isInteger(stamp))).toBe(true);
  });

  test('payloads pass through byte for byte, hostile ones too', async () => {
    await lambda.create('echo', 'export const handler = async (event) => event;');
    const result = await invoke('echo', { Payload: Buffer.from('{"__proto__":{"a":1},"n":"\\u0000"}') });
    expect(result.text).toBe('{"__proto__":{"a":1},"n":"\\u0000"}');
    expect((await invoke('echo')).text).toBe('{}');
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    expect((await invoke('echo', { Payload: Buffer.from(deep) })).$metadata.httpStatusCode).toBe(200);
  });

  test('6 MB go both ways', async () => {
    await lambda.create('mirror', 'export const handler = async (event) => event;', { MemorySize: 1024 });
    const text = `"${'x'.repeat(6_291_454)}"`;
    expect((await invoke('mirror', { Payload: Buffer.from(text) })).text).toBe(text);
  });

  test('CommonJS, callbacks, nested handlers and the environment of the function only', async () => {
    process.env.SECRET_OF_THE_PARENT = 'x';
    const source = {
      'src/main.js': `exports.api = { run: (event, context, callback) => {
        setTimeout(() => callback(null, { env: process.env, cwd: process.cwd() }), 5);
      } };`,
    };
    await lambda.create('commonjs', source, {
      Handler: 'src/main.api.run',
      Environment: { Variables: { COLOUR: 'blue' } },
    });
    const { env } = json((await invoke('commonjs')).text) as { env: Record<string, string> };
    delete process.env.SECRET_OF_THE_PARENT;
    expect(env).toMatchObject({
      COLOUR: 'blue',
      AWS_LAMBDA_FUNCTION_NAME: 'commonjs',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: lambda.endpoint,
      TZ: ':UTC',
      _HANDLER: 'src/main.api.run',
    });
    expect(env._X_AMZN_TRACE_ID).toMatch(/^Root=1-/);
    expect(env.SECRET_OF_THE_PARENT).toBeUndefined();
    expect(env.HOME).toBeUndefined();
  });

  test('handlers find the SDK of the runtime and reach the sandbox with it', async () => {
    await lambda.create(
      'sdk',
      `import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
      export const handler = async () =>
        (await new LambdaClient({}).send(new ListFunctionsCommand({}))).Functions.map((f) => f.FunctionName);`,
    );
    expect(JSON.parse((await invoke('sdk')).text)).toContain('sdk');
  });

  test('three at once run on three environments, one after another on one', async () => {
    await lambda.create(
      'parallel',
      `let runs = 0;
      export const handler = async () => { await new Promise((r) => setTimeout(r, 150)); return ++runs; };`,
    );
    const first = await Promise.all([invoke('parallel'), invoke('parallel'), invoke('parallel')]);
    expect(first.map((result) => result.text)).toEqual(['1', '1', '1']);
    expect((await invoke('parallel')).text).toBe('2');
  });
});

test('an idle environment ends, and the next run starts cold', async () => {
  const idle = await startTestLambda({ idleEnvironmentMs: 50 });
  await idle.create('idler', 'export const handler = async () => process.pid;');
  const run = async () =>
    Number(
      (await idle.client.send(new InvokeCommand({ FunctionName: 'idler' }))).Payload?.transformToString(),
    );
  const pid = await run();
  await idle.until(() => {
    try {
      return !process.kill(pid, 0);
    } catch {
      return true;
    }
  });
  expect(await run()).not.toBe(pid);
  expect(idle.messages('idler').filter((line) => line.startsWith('INIT_START')).length).toBe(2);
  await idle.stop();
});

describe('JSON log format', () => {
  test('platform and application lines with their levels', async () => {
    await lambda.create(
      'structured',
      `export const handler = async () => {
        console.debug('hidden');
        console.info({ orderId: 42 });
        console.log('text', new RangeError('off'));
        throw new TypeError('broken');
      };`,
      { LoggingConfig: { LogFormat: 'JSON', LogGroup: '/shared/group' }, TracingConfig: { Mode: 'Active' } },
    );
    const { requestId } = await invoke('structured');
    const events = lambda.logged.filter((event) => event.logGroupName === '/shared/group');
    const lines = events.map((event) => json(event.message));
    expect(events[0]?.logStreamName).toMatch(/^\d{4}\/\d\d\/\d\d\/structured\[\$LATEST\][0-9a-f]{32}$/);
    expect(lines.map((line) => line.type ?? line.level)).toEqual([
      'platform.initStart',
      'platform.start',
      'INFO',
      'INFO',
      'ERROR',
      'platform.runtimeDone',
      'platform.report',
    ]);
    expect(lines[1]).toMatchObject({ record: { requestId, tracing: { type: 'X-Amzn-Trace-Id' } } });
    expect(lines[2]).toMatchObject({ requestId, message: { orderId: 42 } });
    expect(lines[3]).toMatchObject({ errorType: 'RangeError', errorMessage: 'off' });
    expect(lines[4]).toMatchObject({ message: { errorType: 'TypeError', errorMessage: 'broken' } });
    expect(lines[6]).toMatchObject({
      record: { requestId, status: 'error', errorType: 'TypeError', metrics: { memorySizeMB: 128 } },
    });
  });

  test('system level WARN leaves no platform line of a success', async () => {
    await lambda.create('quiet', `export const handler = async () => console.warn('only this');`, {
      LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN', ApplicationLogLevel: 'WARN' },
    });
    await invoke('quiet');
    expect(lambda.messages('quiet').map((line) => json(line).message)).toEqual(['only this']);
  });
});

describe('failures', () => {
  test('a thrown error', async () => {
    await lambda.create(
      'thrower',
      `class PaymentPending extends Error { name = 'PaymentPending'; }
      export const handler = async () => { throw new PaymentPending('still pending'); };`,
    );
    const result = await invoke('thrower');
    expect(result.FunctionError).toBe('Unhandled');
    expect(json(result.text)).toMatchObject({ errorType: 'PaymentPending', errorMessage: 'still pending' });
    const [, , error, , report] = lambda.messages('thrower');
    expect(error).toMatch(
      /\tERROR\tInvoke Error \t\{"errorType":"PaymentPending","errorMessage":"still pending".*"stack":\["PaymentPending: still pending"/,
    );
    expect(report).not.toContain('Status');
    expect(lambda.counted).toContainEqual({ metric: 'Errors', functionName: 'thrower' });
  });

  test.each([
    [
      'timeout',
      'while (true);',
      'Sandbox.Timedout',
      /Task timed out after 1\.00 seconds/,
      'Status: timeout\n',
    ],
    ['exit', 'process.exit(3);', 'Runtime.ExitError', /exit status 3$/, 'Error Type: Runtime.ExitError\n'],
    ['quit', 'process.exit(0);', 'Runtime.ExitError', /without providing a reason$/, 'Runtime.ExitError\n'],
    [
      'memory',
      'const kept = []; for (;;) { kept.push(Buffer.alloc(4e6, 1)); await new Promise((r) => setTimeout(r, 2)); }',
      'Runtime.OutOfMemory',
      /signal: killed$/,
      'Max Memory Used: 128 MB\tInit',
    ],
    [
      'rejection',
      `Promise.reject(new Error('lost')); await new Promise(() => setTimeout(() => {}, 5000));`,
      'Runtime.UnhandledPromiseRejection',
      /lost/,
      'REPORT',
    ],
    [
      'uncaught',
      `setTimeout(() => { throw new RangeError('later'); }); await new Promise((r) => setTimeout(r, 900));`,
      'RangeError',
      /later/,
      'REPORT',
    ],
    ['large', `return 'x'.repeat(6291557);`, 'Function.ResponseSizeTooLarge', /6291556 bytes/, 'REPORT'],
    ['circular', 'const a = {}; a.a = a; return a;', 'Runtime.MarshalError', /Unable to stringify/, 'REPORT'],
  ])('%s', async (name, body, errorType, errorMessage, reported) => {
    await lambda.create(name, `export const handler = async () => { ${body} };`, {
      Timeout: name === 'timeout' ? 1 : 8,
    });
    const result = await invoke(name);
    expect(result.FunctionError).toBe('Unhandled');
    expect(json(result.text)).toMatchObject({ errorType, errorMessage: expect.stringMatching(errorMessage) });
    const lines = lambda.messages(name);
    expect(lines.at(-1)).toContain(reported);
    expect(lines.at(-2)).toBe(`END RequestId: ${result.requestId}\n`);
    // the next run gets an environment that works
    expect(json((await invoke(name)).text)).toMatchObject({ errorType });
  });

  test.each([
    ['no-module', { 'other.mjs': '' }, 'index.handler', 'Runtime.ImportModuleError'],
    ['no-handler', { 'index.mjs': 'export const other = 1;' }, 'index.handler', 'Runtime.HandlerNotFound'],
    ['bad-syntax', { 'index.mjs': 'export const = ;' }, 'index.handler', 'Runtime.UserCodeSyntaxError'],
    ['bad-name', { 'index.mjs': '' }, 'index', 'Runtime.MalformedHandlerName'],
    [
      'no-import',
      { 'index.mjs': `import 'nowhere-to-be-found';` },
      'index.handler',
      'Runtime.ImportModuleError',
    ],
    ['init-throws', { 'index.mjs': `throw new Error('no config');` }, 'index.handler', 'Error'],
  ])('init: %s', async (name, files, handler, errorType) => {
    await lambda.create(name, files as Record<string, string>, { Handler: handler });
    const result = await invoke(name);
    expect(result.FunctionError).toBe('Unhandled');
    expect(json(result.text)).toMatchObject({ errorType });
    const lines = lambda.messages(name);
    const reports = lines.filter((line) => line.startsWith('INIT_REPORT'));
    expect(reports).toEqual([
      expect.stringMatching(new RegExp(`Phase: init\\tStatus: error\\tError Type: ${errorType}\\n$`)),
      expect.stringMatching(/Phase: invoke\tStatus: error/),
    ]);
    expect(lines.at(-3)).toMatch(/^START/);
    expect(lines.at(-1)).toMatch(/^REPORT/);
  });
});

describe('Invoke refuses', () => {
  const raw = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
    fetch(`${lambda.endpoint}/2015-03-31/functions/${path}`, {
      method: 'POST',
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0',
        ...headers,
      },
      body,
    });

  test.each([
    ['not JSON', 'echo', '{"a":', {}, 400, 'InvalidRequestContentException'],
    ['invalid UTF-8', 'echo', new Uint8Array([0x22, 0xff, 0x22]), {}, 400, 'InvalidRequestContentException'],
    ['6 MB + 1', 'echo', `"${'x'.repeat(6_291_455)}"`, {}, 413, 'RequestTooLargeException'],
    [
      '1 MB + 1 async',
      'echo',
      `"${'x'.repeat(1_048_575)}"`,
      { 'x-amz-invocation-type': 'Event' },
      413,
      'RequestTooLargeException',
    ],
    ['unknown function', 'nobody', '{}', {}, 404, 'ResourceNotFoundException'],
    ['unknown qualifier', 'echo:7', '{}', {}, 404, 'ResourceNotFoundException'],
    ['another account', '123456789012%3Afunction%3Aecho', '{}', {}, 404, 'ResourceNotFoundException'],
    ['no name', 'a%20b', '{}', {}, 400, 'ValidationException'],
    [
      'unknown invocation type',
      'echo',
      '{}',
      { 'x-amz-invocation-type': 'Sometimes' },
      400,
      'ValidationException',
    ],
  ])('%s', async (_, name, body, headers, status, code) => {
    const response = await raw(`${name}/invocations`, body, headers as Record<string, string>);
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([status, code]);
    expect(await response.json()).toMatchObject({ Type: 'User', Message: expect.any(String) });
  });

  test('takes ARN, partial ARN and $LATEST; DryRun runs nothing', async () => {
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:echo';
    for (const name of [arn, `${arn}:$LATEST`, '000000000000:function:echo', 'function:echo']) {
      expect((await invoke(name, { Payload: Buffer.from('1') })).text).toBe('1');
    }
    const before = lambda.logged.length;
    expect((await invoke('echo', { InvocationType: 'DryRun' })).StatusCode).toBe(204);
    expect(lambda.logged.length).toBe(before);
  });
});
