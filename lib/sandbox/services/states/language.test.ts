import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStates, type TestStates } from './testing/start-test-states.ts';

let sandbox: TestStates;
let count = 0;
beforeAll(async () => {
  sandbox = await startTestStates();
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

async function run(definition: unknown, input: unknown = {}) {
  count += 1;
  const arn = await sandbox.createMachine(`language-${count}`, definition);
  const executionArn = await sandbox.start(arn, input);
  const { status, output, error, cause } = await sandbox.ended(executionArn);
  return {
    status,
    output: output === undefined ? undefined : JSON.parse(output),
    error,
    cause,
    executionArn,
  };
}

const one = (state: Record<string, unknown>, QueryLanguage = 'JSONPath') => ({
  QueryLanguage,
  StartAt: 'A',
  States: { A: { End: true, ...state } },
});
const pass = (state: Record<string, unknown>) => one({ Type: 'Pass', ...state });
const jsonata = (Output: unknown) => one({ Type: 'Pass', Output }, 'JSONata');

describe('JSONPath', () => {
  const input = {
    a: { b: [1, 2, 3], 'c d': 'x' },
    list: [
      { n: 1, t: 'a' },
      { n: 5, t: 'b' },
    ],
    text: 'hi',
  };

  it.each([
    ['InputPath', { InputPath: '$.a.b' }, [1, 2, 3]],
    ['InputPath null', { InputPath: null }, {}],
    ['OutputPath', { OutputPath: "$.a['c d']" }, 'x'],
    ['OutputPath null', { OutputPath: null }, {}],
    ['an index from the end', { OutputPath: '$.a.b[-1]' }, 3],
    ['a slice', { OutputPath: '$.a.b[0:2]' }, [1, 2]],
    ['all members', { OutputPath: '$.list[*].n' }, [1, 5]],
    ['a filter', { OutputPath: '$.list[?(@.n > 2)].t' }, ['b']],
    ['any depth', { OutputPath: '$..n' }, [1, 5]],
    ['Result', { Result: { r: 1 } }, { r: 1 }],
    ['ResultPath', { Result: 7, ResultPath: '$.a.new.x' }, { ...input, a: { ...input.a, new: { x: 7 } } }],
    ['ResultPath null', { Result: 7, ResultPath: null }, input],
    [
      'Parameters',
      { Parameters: { 'x.$': '$.text', y: { 'z.$': '$.a.b[1]' }, w: '$.text' } },
      { x: 'hi', y: { z: 2 }, w: '$.text' },
    ],
    ['the context object', { Parameters: { 'name.$': '$$.State.Name' } }, { name: 'A' }],
  ])('takes %s', async (_what, state, output) => {
    expect(await run(pass(state), input)).toMatchObject({ status: 'SUCCEEDED', output });
  });

  it.each([
    ["States.Format('{} is {}', $.text, $.a.b)", 'hi is [1,2,3]'],
    ["States.Format('\\\\{\\\\} isn\\'t {}', 1)", "{} isn't 1"],
    ['States.JsonToString($.a.b)', '[1,2,3]'],
    ['States.StringToJson(\'{"x":1}\')', { x: 1 }],
    ['States.Array(1, $.text, null, true)', [1, 'hi', null, true]],
    ['States.ArrayPartition($.a.b, 2)', [[1, 2], [3]]],
    ['States.ArrayContains($.a.b, 2)', true],
    ['States.ArrayRange(1, 9, 4)', [1, 5, 9]],
    ['States.ArrayGetItem($.a.b, 1)', 2],
    ['States.ArrayLength($.a.b)', 3],
    ['States.ArrayUnique(States.Array(1, 1, 2))', [1, 2]],
    ["States.Base64Encode('hi')", 'aGk='],
    ["States.Base64Decode('aGk=')", 'hi'],
    ["States.Hash('hi', 'SHA-256')", '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4'],
    ['States.JsonMerge($.list[0], $.list[1], false)', { n: 5, t: 'b' }],
    ['States.MathAdd(4, -1)', 3],
    ["States.StringSplit('a,b;c', ',;')", ['a', 'b', 'c']],
  ])('works out %s', async (expression, x) => {
    expect(await run(pass({ Parameters: { 'x.$': expression } }), input)).toMatchObject({ output: { x } });
  });

  it.each([
    [
      { Parameters: { 'x.$': '$.none' } },
      'States.Runtime',
      /^An error occurred while executing the state 'A' \(entered at the event id #2\)\. The JSONPath '\$\.none' specified for the field 'x\.\$' could not be found in the input/,
    ],
    [
      { OutputPath: '$.none.x' },
      'States.Runtime',
      /Invalid path '\$\.none\.x' : Missing property in path \$\['none'\]/,
    ],
    [
      { Parameters: { 'x.$': 'States.MathAdd($.text, 1)' } },
      'States.IntrinsicFailure',
      /had the following error/,
    ],
  ])('fails by %j', async (state, error, cause) => {
    const failed = await run(pass(state), input);
    expect(failed).toMatchObject({ status: 'FAILED', error });
    expect(failed.cause).toMatch(cause);
  });

  it('assigns variables that later states and branches read', async () => {
    const definition = {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { n: 1, 'text.$': '$.text' }, Next: 'Both' },
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'In', States: { In: { Type: 'Pass', Parameters: { 'x.$': '$text' }, End: true } } },
          ],
          Next: 'Out',
        },
        Out: { Type: 'Pass', Parameters: { 'in.$': '$[0].x', 'n.$': 'States.MathAdd($n, 1)' }, End: true },
      },
    };
    expect(await run(definition, input)).toMatchObject({ output: { in: 'hi', n: 2 } });
  });
});

describe('Choice', () => {
  const choose = (rule: Record<string, unknown>) => ({
    StartAt: 'A',
    States: {
      A: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
      Yes: { Type: 'Pass', Result: true, End: true },
      No: { Type: 'Pass', Result: false, End: true },
    },
  });
  const input = { n: 5, t: 'order-7', z: null, b: true, at: '2026-01-02T03:04:05Z', m: 6 };

  it.each([
    [{ Variable: '$.n', NumericEquals: 5 }, true],
    [{ Variable: '$.n', NumericLessThanPath: '$.m' }, true],
    [{ Variable: '$.n', NumericGreaterThanEquals: 6 }, false],
    [{ Variable: '$.t', StringMatches: 'order-*' }, true],
    [{ Variable: '$.t', StringMatches: '*-*-*' }, false],
    [{ Variable: '$.t', StringGreaterThan: 'order' }, true],
    [{ Variable: '$.b', BooleanEquals: true }, true],
    [{ Variable: '$.z', IsNull: true }, true],
    [{ Variable: '$.none', IsPresent: false }, true],
    [{ Variable: '$.at', IsTimestamp: true }, true],
    [{ Variable: '$.at', TimestampLessThan: '2026-01-02T05:04:05+01:00' }, true],
    [{ Not: { Variable: '$.n', NumericEquals: 5 } }, false],
    [
      {
        And: [
          { Variable: '$.n', IsNumeric: true },
          { Variable: '$.t', IsString: true },
        ],
      },
      true,
    ],
    [
      {
        Or: [
          { Variable: '$.n', IsString: true },
          { Variable: '$.z', IsPresent: true },
        ],
      },
      true,
    ],
  ])('%j is %s', async (rule, output) => {
    expect((await run(choose(rule), input)).output).toBe(output);
  });

  it('fails where no rule holds and there is no Default', async () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 6, Next: 'B' }] },
        B: { Type: 'Succeed' },
      },
    };
    expect(await run(definition, input)).toMatchObject({ error: 'States.NoChoiceMatched' });
    expect(await run(definition, {})).toMatchObject({ error: 'States.Runtime' });
  });
});

describe('JSONata', () => {
  it.each([
    ['{% $states.input.n * 2 %}', 10],
    [{ a: ['{% $states.input.n %}', 'plain'] }, { a: [5, 'plain'] }],
    ['{% $partition([1..5], 2) %}', [[1, 2], [3, 4], [5]]],
    ['{% $range(0, 10, 5) %}', [0, 5, 10]],
    ["{% $hash('hi', 'MD5') %}", '49f68a5c8493ec2c0bf489821c21fc3b'],
    ['{% $random(7) = $random(7) and $random() < 1 %}', true],
    ['{% $length($uuid()) %}', 36],
    ['{% $parse(\'{"x":[1]}\').x[0] %}', 1],
    ['{% $states.context.State.Name %}', 'A'],
    ['{% $map($states.input.list, function($v) { $v.n }) %}', [1, 2]],
  ])('works out %j', async (template, output) => {
    expect(await run(jsonata(template), { n: 5, list: [{ n: 1 }, { n: 2 }] })).toMatchObject({ output });
  });

  it.each([
    ['{% $states.input.none %}', "specified for the field 'Output' returned nothing (undefined)."],
    ['{% 1 + "a" %}', 'threw an error during evaluation. T2002'],
    ['{% function($x) { $x } %}', 'returned an unsupported result type'],
    ['{% ($f := function($x) { $f($x + 1) + 1 }; $f(1)) %}', 'D1011'],
    ["{% $eval('1') %}", '$eval is not supported'],
  ])('%s fails with its place', async (template, words) => {
    const failed = await run(jsonata(template));
    expect(failed).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(failed.cause).toContain(words);
    const events = await sandbox.history(failed.executionArn);
    expect(
      events.find(({ type }) => type === 'EvaluationFailed')?.evaluationFailedEventDetails,
    ).toMatchObject({
      location: 'Output',
      state: 'A',
    });
  });

  it('counts in a variable until a condition holds', async () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { n: 0 }, Next: 'Count' },
        Count: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Next: 'Enough' },
        Enough: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $n < 5 %}', Next: 'Rest' }],
          Default: 'Done',
        },
        Rest: { Type: 'Wait', Seconds: '{% $n %}', Next: 'Count' },
        Done: { Type: 'Succeed', Output: { n: '{% $n %}' } },
      },
    };
    expect(await run(definition)).toMatchObject({ status: 'SUCCEEDED', output: { n: 5 } });
  });

  it('may be the language of one state', async () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: {
          Type: 'Pass',
          QueryLanguage: 'JSONata',
          Assign: { n: '{% 3 %}' },
          Output: '{% $states.input %}',
          Next: 'B',
        },
        B: { Type: 'Pass', Parameters: { 'n.$': '$n' }, End: true },
      },
    };
    expect(await run(definition)).toMatchObject({ output: { n: 3 } });
  });
});

describe('Map and Parallel', () => {
  const failing = (more: Record<string, unknown>) => ({
    StartAt: 'All',
    States: {
      All: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemSelector: { 'i.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value' },
        MaxConcurrency: 1,
        ItemProcessor: {
          StartAt: 'Check',
          States: {
            Check: {
              Type: 'Choice',
              Choices: [{ Variable: '$.v', NumericLessThan: 0, Next: 'Bad' }],
              Default: 'Good',
            },
            Good: { Type: 'Pass', OutputPath: '$.i', End: true },
            Bad: { Type: 'Fail', Error: 'Negative', CausePath: "States.Format('item {}', $.i)" },
          },
        },
        ...more,
      },
    },
  });

  it('runs many items at once without a warning', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const definition = {
      StartAt: 'All',
      States: {
        All: {
          Type: 'Map',
          ItemProcessor: { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 1, End: true } } },
          End: true,
        },
      },
    };
    const items = Array.from({ length: 60 }, (_, index) => index);
    expect(await run(definition, items)).toMatchObject({ output: items });
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  it('keeps the order of items', async () => {
    expect(await run(failing({ End: true }), { items: [5, 6, 7] })).toMatchObject({ output: [0, 1, 2] });
    expect(await run(failing({ End: true }), { items: [] })).toMatchObject({ output: [] });
  });

  it('fails with the first failure, after retries', async () => {
    const retried = failing({ Retry: [{ ErrorEquals: ['Negative'], MaxAttempts: 1 }], End: true });
    const failed = await run(retried, { items: [1, -1, 2] });
    expect(failed).toMatchObject({ error: 'Negative', cause: 'item 1' });
    const types = (await sandbox.history(failed.executionArn)).map(({ type }) => type);
    expect(types.filter((type) => type === 'MapStateStarted')).toHaveLength(2);
    expect(types.filter((type) => type === 'MapStateFailed')).toHaveLength(1);
  });

  it('a failed branch ends what waits, and leaves no timer', async () => {
    const definition = {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 90_000_000, End: true } } },
            { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No' } } },
          ],
          Catch: [{ ErrorEquals: ['No'], ResultPath: '$.why', Next: 'End' }],
          Next: 'End',
        },
        End: { Type: 'Succeed' },
      },
    };
    const { output, executionArn } = await run(definition, { a: 1 });
    expect(output).toEqual({ a: 1, why: { Error: 'No', Cause: '' } });
    const types = (await sandbox.history(executionArn)).map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(['WaitStateAborted', 'ParallelStateFailed', 'ParallelStateExited']),
    );
  });
});

it('an execution over its own time limit is timed out', async () => {
  const definition = { ...one({ Type: 'Wait', Seconds: 90_000_000 }), TimeoutSeconds: 5 };
  expect(await run(definition)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
});

it('a history of 25,000 events fails the execution, and others go on meanwhile', async () => {
  const endless = {
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'C' }], Default: 'A' },
      C: { Type: 'Succeed' },
    },
  };
  const arn = await sandbox.createMachine('endless', endless);
  const executionArn = await sandbox.start(arn);
  expect((await run(pass({ Result: 1 }))).output).toBe(1);
  const ended = await sandbox.ended(executionArn);
  expect(ended).toMatchObject({
    status: 'FAILED',
    cause: 'The execution reached the maximum number of history events (25000).',
  });
  const events = await sandbox.history(executionArn);
  expect(events).toHaveLength(25_000);
  expect(events.at(-1)?.type).toBe('ExecutionFailed');
});
