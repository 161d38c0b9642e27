import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from './check-definition.ts';
import { diagnose } from './diagnose.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:poll';
const machine = (state: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  StartAt: 'A',
  States: { A: { End: true, ...state } },
  ...more,
});
const placesOf = (definition: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
  checkDefinition(JSON.stringify(definition), type).map(({ location, message }) => `${location}: ${message}`);

describe('checkDefinition', () => {
  it.each([
    [machine({ Type: 'Task', Resource: ARN, Retry: [{ ErrorEquals: ['States.ALL'] }] })],
    [
      machine({
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'f' },
      }),
    ],
    [machine({ Type: 'Wait', Seconds: '{% $n %}' }, { QueryLanguage: 'JSONata' })],
    [machine({ Type: 'Pass', Parameters: { 'x.$': "States.Format('{}', $$.State.Name)" } })],
    [
      machine({
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'B',
          States: { B: { Type: 'Succeed' } },
        },
      }),
    ],
  ])('takes %j', async (definition) => {
    expect(await diagnose(JSON.stringify(definition), 'STANDARD')).toEqual([]);
  });

  it.each([
    [{ StartAt: 'A' }, '/: These fields are required: [States]'],
    [machine({ Type: 'Task' }), '/States/A: These fields are required: [Resource]'],
    [machine({ Type: 'Tusk' }), "/States/A/Type: 'Tusk' is not a type of state"],
    [machine({ Type: 'Pass', End: false }), '/States/A: One of these fields is required: [Next, End]'],
    [machine({ Type: 'Pass', Next: 'B' }), "/States/A: A state must have either 'Next' or 'End', not both"],
    [
      machine({ Type: 'Pass', Output: 1 }),
      "/States/A/Output: The field 'Output' is not supported when the query language is 'JSONPath'",
    ],
    [machine({ Type: 'Pass', InputPath: '$.' }), '/States/A/InputPath: Value is not a valid JSONPath'],
    [machine({ Type: 'Pass', ResultPath: '$.a[*]' }), '/States/A/ResultPath: Value is not a Reference Path'],
    [
      machine({ Type: 'Pass', Parameters: { 'x.$': 'no' } }),
      "/States/A/Parameters/x.$: The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call",
    ],
    [
      machine({ Type: 'Pass', Assign: { states: 1 } }),
      "/States/A/Assign/states: The name 'states' is reserved",
    ],
    [
      machine({ Type: 'Pass', Output: '{% 1 + %}' }, { QueryLanguage: 'JSONata' }),
      '/States/A/Output: The JSONata expression is invalid',
    ],
    [
      machine({ Type: 'Pass', Output: '{% 1' }, { QueryLanguage: 'JSONata' }),
      "/States/A/Output: A JSONata expression must start with '{%'",
    ],
    [
      machine({ Type: 'Pass', QueryLanguage: 'JSONPath' }, { QueryLanguage: 'JSONata' }),
      "/States/A: 'QueryLanguage' can not be 'JSONPath'",
    ],
    [
      machine({ Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z' }),
      '/States/A: A Wait state must have exactly one of',
    ],
    [
      machine({ Type: 'Wait', Timestamp: 'soon' }),
      '/States/A/Timestamp: Value must be a timestamp of ISO 8601',
    ],
    [
      machine({ Type: 'Task', Resource: ARN, TimeoutSeconds: 0 }),
      '/States/A/TimeoutSeconds: Value must be an integer from 1',
    ],
    [
      machine({
        Type: 'Task',
        Resource: ARN,
        Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }],
      }),
      '/States/A/Retry[0]/ErrorEquals: States.ALL must be in the last entry',
    ],
    [
      machine({ Type: 'Task', Resource: ARN, Retry: [{ ErrorEquals: ['States.Nope'], BackoffRate: 0 }] }),
      "/States/A/Retry[0]/ErrorEquals: 'States.Nope' is not a predefined error name",
    ],
    [
      machine({ Type: 'Task', Resource: ARN, Catch: [{ ErrorEquals: ['X'], Next: 'Z' }] }),
      "/States/A/Catch[0]/Next: Missing 'Next' target: Z",
    ],
    [
      machine({
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: 'f' },
      }),
      "/States/A/Resource: The sandbox does not support '.waitForTaskToken'",
    ],
    [
      machine({ Type: 'Task', Resource: 'arn:aws:states:us-east-1:0:activity:x' }),
      '/States/A/Resource: The sandbox does not support the resource',
    ],
    [
      machine({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: {} }),
      "/States/A/Parameters: The field 'FunctionName' is required but was missing",
    ],
    [
      machine({
        Type: 'Map',
        ItemReader: {},
        ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Succeed' } } },
      }),
      "/States/A/ItemReader: The sandbox does not support 'ItemReader'",
    ],
    [
      machine({ Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Succeed' } } } }),
      "/States/A/ItemProcessor/States/A: The state name 'A' is not unique",
    ],
    [
      machine({ Type: 'Parallel', Branches: [] }),
      '/States/A/Branches: Value must be an array with at least one branch',
    ],
    [
      machine({
        Type: 'Choice',
        End: undefined,
        Choices: [{ Variable: '$.a', NumericEquals: 'x', Next: 'A' }],
      }),
      '/States/A/Choices[0]/NumericEquals: Value must be a number',
    ],
    [{ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } }, '/States: No state ends the workflow'],
  ])('%j: %s', (definition, problem) => {
    expect(placesOf(definition).join('\n')).toContain(problem);
  });

  it('gives all problems at once, and those of JSON with line and column', () => {
    const definition = machine({ Type: 'Wait', Seconds: -1, Colour: 1 }, { TimeoutSeconds: 0, Extra: 1 });
    expect(placesOf(definition).map((text) => text.split(':')[0])).toEqual([
      '/TimeoutSeconds',
      '/Extra',
      '/States/A/Colour',
      '/States/A/Seconds',
    ]);
    expect(checkDefinition('{\n "StartAt" 1}', 'STANDARD')).toMatchObject([
      { code: 'INVALID_JSON_DESCRIPTION', location: 'line: 2, column: 12' },
    ]);
    expect(checkDefinition('[]', 'STANDARD')).toMatchObject([
      { message: 'Definition must be a valid JSON object' },
    ]);
  });

  it('refuses what express machines cannot do', () => {
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync',
      Parameters: { StateMachineArn: 'a' },
    };
    expect(placesOf(machine(task))).toEqual([]);
    expect(placesOf(machine(task), 'EXPRESS')).toEqual([
      "/States/A/Resource: Express state machine does not support '.sync' service integration ",
    ]);
  });

  it('never throws, whatever the definition', () => {
    const field = fc.constantFrom(
      ...[
        'Type',
        'Next',
        'End',
        'Choices',
        'Retry',
        'Catch',
        'ItemProcessor',
        'Branches',
        'Resource',
        'Assign',
        'States',
        'StartAt',
        'QueryLanguage',
        'Parameters',
        '__proto__',
      ],
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(
          'Task',
          'Map',
          'Choice',
          'Parallel',
          'JSONata',
          ARN,
          '$.x',
          '{% $x %}',
          null,
          true,
          1,
        ),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(field, tie('any'), { maxKeys: 6 }),
      ),
    })).any;
    fc.assert(
      fc.property(value, value, (state, block) => {
        checkDefinition(JSON.stringify(machine({ Type: 'Map', ItemProcessor: block, A: state })), 'STANDARD');
        checkDefinition(JSON.stringify({ StartAt: 'A', States: { A: state, B: block } }), 'EXPRESS');
        checkDefinition(JSON.stringify(block) ?? '', 'STANDARD');
      }),
    );
  });
});
