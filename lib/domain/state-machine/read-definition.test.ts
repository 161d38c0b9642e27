import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDefinition } from './read-definition.ts';
import type { GraphEdge } from './state-graph.ts';

const POLL = {
  QueryLanguage: 'JSONata',
  StartAt: 'Poll',
  States: {
    Poll: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'report-status:live', Payload: '{% $states.input %}' },
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      Catch: [{ ErrorEquals: ['States.Timeout', 'Gone'], Next: 'Give up' }],
      Next: 'Ready?',
    },
    'Ready?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.Payload.done\n = false and $attempt < 5 %}', Next: 'Wait' }],
      Default: 'Done',
    },
    Wait: { Type: 'Wait', Seconds: 5, Next: 'Poll' },
    Done: { Type: 'Succeed' },
    'Give up': { Type: 'Fail', Error: 'GaveUp' },
  },
};
const read = (definition: unknown) => readDefinition(JSON.stringify(definition));
function graphOf(definition: unknown) {
  const result = read(definition);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.graph;
}
const drawn = (edges: readonly GraphEdge[]) =>
  edges.map(({ from, to, kind, label }) => `${from} → ${to} ${kind}${label === null ? '' : `: ${label}`}`);
const one = (state: object) => ({
  StartAt: 'A',
  States: { A: state, B: { Type: 'Succeed' }, C: { Type: 'Succeed' } },
});

describe('the graph of a definition', () => {
  it('has each state, where it goes and why', () => {
    const { nodes, edges } = graphOf(POLL);
    expect(nodes.map(({ id, type }) => `${id} ${type}`)).toEqual([
      'Poll Task',
      'Ready? Choice',
      'Wait Wait',
      'Done Succeed',
      'Give up Fail',
      'start start',
      'end end',
    ]);
    expect(drawn(edges)).toEqual([
      'start → Poll next',
      'Poll → Ready? next',
      'Poll → Give up catch: on States.Timeout and Gone',
      'Ready? → Wait choice: $states.input.Payload.done = false and $attempt < 5',
      'Ready? → Done default: otherwise',
      'Wait → Poll next',
      'Done → end next',
      'Give up → end next',
    ]);
  });

  it('holds branches and iterations in their state', () => {
    const pass = { Type: 'Pass', End: true };
    const { nodes, edges } = graphOf({
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Left', States: { Left: { Type: 'Pass', Next: 'Last' }, Last: pass } },
            { StartAt: 'Same', States: { Same: pass } },
            { StartAt: 'Same', States: { Same: pass } },
          ],
          Next: 'M',
        },
        M: {
          Type: 'Map',
          ItemProcessor: {
            StartAt: 'Inner',
            States: { Inner: { Type: 'Map', Iterator: { StartAt: 'X', States: { X: pass } }, End: true } },
          },
          End: true,
        },
      },
    });
    expect(nodes.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['P', null],
      ['M', null],
      ['start', null],
      ['end', null],
      ['P/Left', 'P'],
      ['P/Last', 'P'],
      ['P/start', 'P'],
      ['P/Same', 'P'],
      ['P/start (2)', 'P'],
      ['P/Same (2)', 'P'],
      ['P/start (3)', 'P'],
      ['M/Inner', 'M'],
      ['M/start', 'M'],
      ['M/Inner/X', 'M/Inner'],
      ['M/Inner/start', 'M/Inner'],
    ]);
    expect(drawn(edges)).toEqual([
      'start → P next',
      'P → M next',
      'M → end next',
      'P/start → P/Left next',
      'P/Left → P/Last next',
      'P/start (2) → P/Same next',
      'P/start (3) → P/Same (2) next',
      'M/start → M/Inner next',
      'M/Inner/start → M/Inner/X next',
    ]);
  });

  it.each([
    [{ Variable: '$.status', StringEquals: 'DONE' }, '$.status is "DONE"'],
    [{ Variable: '$.n', NumericLessThanPath: '$.max' }, '$.n < $.max'],
    [{ Variable: '$.n', NumericGreaterThanEquals: 3 }, '$.n ≥ 3'],
    [
      { Variable: '$.at', TimestampLessThan: '2026-01-01T00:00:00Z' },
      '$.at is before "2026-01-01T00:00:00Z"',
    ],
    [{ Variable: '$.x', IsPresent: false }, '$.x is absent'],
    [{ Variable: '$.x', IsNull: true }, '$.x is null'],
    [{ Not: { Variable: '$.ok', BooleanEquals: true } }, 'not ($.ok is true)'],
    [
      {
        And: [
          { Variable: '$.a', StringMatches: 'x*' },
          {
            Or: [
              { Variable: '$.b', NumericEquals: 1 },
              { Variable: '$.b', NumericEquals: 2 },
            ],
          },
        ],
      },
      '$.a matches "x*" and ($.b is 1 or $.b is 2)',
    ],
    [{ Variable: '$.a', Sounds: 'like' }, '$.a …'],
  ])('words the rule %j', (rule, label) => {
    const { edges } = graphOf(one({ Type: 'Choice', Choices: [{ ...rule, Next: 'B' }], Default: 'C' }));
    expect(edges.find(({ kind }) => kind === 'choice')).toMatchObject({ label });
  });

  it.each([
    ['arn:aws:lambda:us-east-1:123456789012:function:order', {}, 'order'],
    ['arn:aws:lambda:us-east-1:123456789012:function:order:live', {}, 'order'],
    ['arn:aws:states:::lambda:invoke', { Parameters: { FunctionName: 'order' } }, 'order'],
    [
      'arn:aws-cn:states:::lambda:invoke.waitForTaskToken',
      { Parameters: { FunctionName: 'order:$LATEST' } },
      'order',
    ],
    [
      'arn:aws:states:::aws-sdk:lambda:invoke',
      { Arguments: { FunctionName: '123456789012:function:order' } },
      'order',
    ],
    [
      'arn:aws:states:::lambda:invoke',
      { Arguments: { FunctionName: 'arn:aws:lambda:eu-west-1:123456789012:function:order' } },
      'order',
    ],
    ['arn:aws:states:::lambda:invoke', { Parameters: { 'FunctionName.$': '$.name' } }, null],
    ['arn:aws:states:::lambda:invoke', { Arguments: { FunctionName: '{% $states.input.name %}' } }, null],
    ['arn:aws:states:::lambda:invoke', { Arguments: '{% $x %}' }, null],
    ['arn:aws:states:::events:putEvents', { Parameters: { FunctionName: 'order' } }, null],
  ])('knows which function %s %j runs', (Resource, more, functionName) => {
    const result = read(one({ Type: 'Task', Resource, ...more, End: true }));
    expect(result).toMatchObject({ ok: true, functionNames: functionName === null ? [] : [functionName] });
  });
});

describe('problems', () => {
  const problemsOf = (text: string) => {
    const result = readDefinition(text);
    return result.ok ? [] : result.problems;
  };

  it('says where the text is no JSON', () => {
    expect(problemsOf('{\n  "StartAt": }')).toEqual([
      { path: '', line: 2, message: expect.stringContaining('column 14') },
    ]);
  });

  it('are all told, each at its line', () => {
    const text = `{
  "StartAt": "Nowhere",
  "States": {
    "A": { "Type": "Pass", "Next": "Gone" },
    "B/C": { "Type": "Pass" },
    "D": {
      "Type": "Choice",
      "Choices": [
        { "Condition": "{% true %}", "Next": "A" },
        { "Condition": "{% true %}" }
      ]
    },
    "E": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "F", "States": { "F": { "Type": "Pass", "Next": "A" } } }
      ],
      "End": true
    }
  }
}`;
    expect(problemsOf(text).map(({ path, line }) => [path, line])).toEqual([
      ['/StartAt', 2],
      ['/States/A/Next', 4],
      ['/States/B~1C', 5],
      ['/States/D/Choices/1/Next', 10],
      ['/States/E/Branches/0/States/F/Next', 16],
    ]);
  });

  it.each([
    ['[]', 'JSON object'],
    ['{"StartAt":"A"}', 'at least one state'],
    ['{"StartAt":"A","States":{}}', 'at least one state'],
    ['{"StartAt":"A","States":{"A":1}}', 'must be a JSON object'],
    ['{"StartAt":"A","States":{"A":{"Type":"Sleep"}}}', 'must be one of'],
    ['{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[]}}}', 'at least one rule'],
    ['{"StartAt":"A","States":{"A":{"Type":"Map","End":true}}}', 'needs an ItemProcessor'],
    ['{"StartAt":"A","States":{"A":{"Type":"Parallel","Branches":[],"End":true}}}', 'at least one branch'],
    ['{"StartAt":"A","States":{"A":{"Type":"Task","End":true}}}', 'needs a Resource'],
    ['{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"A","End":true}}}', 'not both'],
    ['{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Catch":{}}}}', 'must be a list'],
    ['{"States":{"A":{"Type":"Pass","End":true}}}', 'StartAt must name'],
  ])('%s', (text, words) => {
    expect(
      problemsOf(text)
        .map(({ message }) => message)
        .join('\n'),
    ).toContain(words);
  });
});

describe('hostile definitions', () => {
  /** Of the processor, not of the clock: other work on the machine must not count. */
  const usedMs = () => process.cpuUsage().user / 1_000;

  it.each([
    ['deep JSON', `{"StartAt":"A","States":{"A":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`],
    [
      'deep rules',
      JSON.stringify(one({ Type: 'Choice', Choices: [{ Next: 'B' }] })).replace(
        '{"Next"',
        `${'{"Not":'.repeat(50_000)}1${'}'.repeat(50_000)},{"Next"`,
      ),
    ],
    ['deep states', nested(3_000)],
    ['many branches', branches(10_000)],
    [
      'many problems',
      JSON.stringify({
        StartAt: 'x',
        States: Object.fromEntries(
          Array.from({ length: 20_000 }, (_, n) => [`S${n}`, { Type: 'Pass', Next: 'gone' }]),
        ),
      }),
    ],
    [
      'names of prototypes',
      '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"constructor"},"constructor":{"Type":"Pass","End":true}}}',
    ],
  ])('%s are read in time', (_, text) => {
    const before = usedMs();
    readDefinition(text);
    expect(usedMs() - before).toBeLessThan(3_000);
  });

  it('never throw', () => {
    const keys = fc.constantFrom(
      'StartAt',
      'States',
      'Type',
      'Next',
      'End',
      'Choices',
      'Catch',
      'Branches',
      'ItemProcessor',
      'Iterator',
      'Default',
      'Resource',
      'Not',
      'And',
      'A',
      'B',
      '__proto__',
    );
    const values = fc.constantFrom<unknown>(
      'A',
      'B',
      'Task',
      'Choice',
      'Parallel',
      'Map',
      'Pass',
      true,
      null,
      1,
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        values,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(
        fc.oneof(
          tree.map((value) => JSON.stringify(value)),
          fc.string(),
        ),
        (text) => {
          const result = readDefinition(text);
          if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

it('draws every state of any sound definition once, with edges between what is there', () => {
  const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(names, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), fc.nat(2), (all, picks, kind) => {
      const pick = (index: number) => all[(picks[index % picks.length] ?? 0) % all.length] ?? '';
      const states = all.map((name, index) => {
        const inner = {
          StartAt: pick(index),
          States: Object.fromEntries(all.map((n) => [n, { Type: 'Pass', End: true }])),
        };
        const kinds = [
          { Type: 'Pass', Next: pick(index) },
          {
            Type: 'Choice',
            Choices: [{ Condition: '{% true %}', Next: pick(index + 1) }],
            Default: pick(index),
          },
          { Type: 'Parallel', Branches: [inner, inner], End: true },
        ];
        return [name, kinds[(index + kind) % kinds.length] ?? {}] as const;
      });
      const { nodes, edges } = graphOf({ StartAt: pick(0), States: Object.fromEntries(states) });
      const ids = new Set(nodes.map(({ id }) => id));
      expect(ids.size).toBe(nodes.length);
      expect(nodes.filter(({ parentId, type }) => parentId === null && !/start|end/.test(type)).length).toBe(
        new Set(Object.keys(Object.fromEntries(states))).size,
      );
      for (const { from, to } of edges) expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
      for (const { parentId } of nodes) expect(parentId === null || ids.has(parentId)).toBe(true);
    }),
  );
});

function nested(depth: number): string {
  const open = '{"StartAt":"A","States":{"A":{"Type":"Parallel","End":true,"Branches":[';
  return `${open.repeat(depth)}1${']}}}'.repeat(depth)}`;
}

function branches(count: number): string {
  const branch = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
  return JSON.stringify(one({ Type: 'Parallel', End: true, Branches: Array(count).fill(branch) }));
}
