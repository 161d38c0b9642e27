import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type HandlerCondition, handlerTypescript } from './handler-typescript.ts';
import { aCondition } from './testing/a-condition.ts';

const condition = (
  change: Partial<HandlerCondition> = {},
  limits: Partial<HandlerCondition['limits']> = {},
): HandlerCondition => aCondition({ nextInput: 'request', ...change }, { maxAttempts: 3, ...limits });

interface Sent {
  FunctionName: string;
  InvocationType: string;
  Payload: string;
}
interface Said {
  attempt: number;
  reason: string | null;
  next: { requestId: string } | null;
  input?: unknown;
}

/** The generated handler as a module, with the SDK's client and the function's own handler given to it. */
function load(code: string, run: (event: unknown) => unknown) {
  const sent: Sent[] = [];
  const { code: script } = transformSync(code, { loader: 'ts', format: 'cjs' });
  const modules: Record<string, unknown> = {
    '@aws-sdk/client-lambda': {
      LambdaClient: class {
        async send(command: { input: Sent }) {
          sent.push(command.input);
          return { $metadata: { requestId: `request-${sent.length + 1}` } };
        }
      },
      InvokeCommand: class {
        readonly input: Sent;
        constructor(input: Sent) {
          this.input = input;
        }
      },
    },
    './own-handler.mjs': { handler: async (event: unknown) => run(event) },
  };
  const module: { exports: { handler?: (event: unknown, context: object) => Promise<unknown> } } = {
    exports: {},
  };
  new Function('module', 'exports', 'require', script)(
    module,
    module.exports,
    (name: string) => modules[name],
  );
  const { handler } = module.exports;
  if (handler === undefined) throw new Error('no handler');
  return { handler, sent };
}

/** Lets every invocation follow the one that sent it, as Lambda does. */
async function chainOf(code: string, event: unknown, run: (event: unknown) => unknown, remainingMs = 60_000) {
  const { handler, sent } = load(code, run);
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const outcomes: unknown[] = [];
  try {
    let next = event;
    for (let n = 1; n <= sent.length + 1 && n < 20; n += 1) {
      const context = {
        awsRequestId: `request-${n}`,
        invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:poller',
        functionVersion: '$LATEST',
        memoryLimitInMB: '1024',
        getRemainingTimeInMillis: () => remainingMs,
      };
      outcomes.push(await handler(next, context).catch((error: Error) => error.message));
      if (sent.length >= n) next = JSON.parse(sent[n - 1]?.Payload ?? 'null');
    }
  } finally {
    log.mockRestore();
  }
  const said: Said[] = lines.map((line) => JSON.parse(line).rerun);
  return { sent, said, outcomes };
}

describe('handlerTypescript', () => {
  it('runs again with its request until the limit, and says so in markers', async () => {
    const { sent, said, outcomes } = await chainOf(handlerTypescript(condition()), { orderId: 7 }, () => ({
      done: false,
    }));
    expect(outcomes).toEqual([{ done: false }, { done: false }, { done: false }]);
    expect(sent.map(({ Payload }) => JSON.parse(Payload))).toEqual([
      {
        orderId: 7,
        __rerun: { v: 1, traceId: null, attempt: 2, maxAttempts: 3, parent: { requestId: 'request-1' } },
      },
      {
        orderId: 7,
        __rerun: { v: 1, traceId: null, attempt: 3, maxAttempts: 3, parent: { requestId: 'request-2' } },
      },
    ]);
    expect(sent[0]).toMatchObject({
      FunctionName: 'arn:aws:lambda:eu-west-1:123456789012:function:poller',
      InvocationType: 'Event',
    });
    expect(said.map(({ attempt, next }) => [attempt, next?.requestId ?? null])).toEqual([
      [1, null],
      [1, 'request-2'],
      [2, null],
      [2, 'request-3'],
      [3, null],
      [3, null],
    ]);
    expect(said[0]?.input).toEqual({ orderId: 7 });
    expect(said[1]?.reason).toBe(
      'condition until it is done, version 3: responsePayload.done is false and attempt 1 < 3',
    );
    expect(said.at(-1)?.reason).toBe('max attempts reached');
  });

  it('hands the response on, stops where the condition does not hold, and fails as its own handler does', async () => {
    const when = '{"requestContext":{"condition":["Success"]},"responsePayload":{"n":[{"numeric":["<",3]}]}}';
    const run = (event: unknown) => ({ n: Number(Object(event).n ?? 0) + 1 });
    const chain = await chainOf(
      handlerTypescript(condition({ when, nextInput: 'response' }, { maxAttempts: 9 })),
      {},
      run,
    );
    expect(chain.outcomes).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    const onError = handlerTypescript(condition({ when: '{"responsePayload":{"errorType":["TypeError"]}}' }));
    expect(onError).toContain('MaximumRetryAttempts');
    const failing = await chainOf(onError, {}, () => {
      throw new TypeError('pending');
    });
    expect(failing.outcomes).toEqual(['pending', 'pending', 'pending']);
  });

  it.each<[Partial<HandlerCondition['limits']>, unknown, number, string]>([
    [{ delaySeconds: 70 }, { done: false }, 1, 'the delay of 70 s does not fit'],
    [{ delaySeconds: 0.001, backoffRate: 2 }, { done: false }, 3, 'max attempts reached'],
    [{ windowSeconds: 5, delaySeconds: 6 }, { done: false }, 1, 'the time window of 5 s is over'],
    [{ budgetUsd: 0.0000003 }, { done: false }, 2, 'the chain has cost about'],
  ])('with %j and the answer %j has %d runs: %s', async (limits, answer, runs, words) => {
    const { outcomes, said } = await chainOf(handlerTypescript(condition({}, limits)), {}, () => answer);
    expect(outcomes).toHaveLength(runs);
    expect(said.at(-1)?.reason).toContain(words);
  });

  it.each([[[1]], ['text'], [{ __rerun: 'own' }]])(
    'never overwrites or wraps the payload %j',
    async (event) => {
      const { sent, said } = await chainOf(handlerTypescript(condition()), event, () => ({ done: false }));
      expect(sent).toEqual([]);
      expect(said.at(-1)?.reason).toContain('__rerun');
    },
  );

  it('keeps every text of the condition a text', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom("';process.exit();'", '*/', '\n', '\r\nx()', '\u2028x()', '`$' + '{x}', '\\', '//'),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, field, value) => {
        const when = JSON.stringify({ responsePayload: { [field]: [value] } });
        const { sent, handler } = load(handlerTypescript(condition({ name, when })), () => null);
        expect([typeof handler, sent]).toEqual(['function', []]);
        const code = handlerTypescript(condition({ name, when }));
        const own = handlerTypescript(condition({ name: 'n', when: '{"responsePayload":{"f":["v"]}}' }));
        const helpers = (text: string) => text.slice(text.indexOf('interface Field'));
        if (!code.includes('isAddress(')) expect(helpers(code)).toBe(helpers(own));
      }),
      { numRuns: 100 },
    );
  });
});
