import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStates, type TestStates } from './testing/start-test-states.ts';

const STATES = [
  ...['CreateStateMachine', 'UpdateStateMachine', 'DescribeStateMachine', 'DeleteStateMachine'],
  ...['DescribeStateMachineForExecution', 'ListStateMachines', 'ValidateStateMachineDefinition', 'TestState'],
  ...['StartExecution', 'StartSyncExecution', 'StopExecution', 'RedriveExecution', 'DescribeExecution'],
  ...['ListExecutions', 'GetExecutionHistory', 'TagResource', 'UntagResource', 'ListTagsForResource'],
  ...['__proto__', 'constructor', 'CreateActivity'],
];
const IAM = [
  ...['CreateRole', 'GetRole', 'ListRoles', 'DeleteRole', 'UpdateAssumeRolePolicy', 'PutRolePolicy'],
  ...['GetRolePolicy', 'DeleteRolePolicy', 'ListRolePolicies', 'ListAttachedRolePolicies', '__proto__'],
];
const MEMBERS = [
  ...['name', 'definition', 'roleArn', 'type', 'tags', 'stateMachineArn', 'executionArn', 'input'],
  ...['traceHeader', 'maxResults', 'nextToken', 'statusFilter', 'reverseOrder', 'resourceArn', 'tagKeys'],
  ...['error', 'cause', 'clientToken', 'mock', 'variables', 'context', 'stateName', 'inspectionLevel'],
  ...['loggingConfiguration', 'tracingConfiguration', 'severity', '__proto__'],
];

let sandbox: TestStates;
beforeAll(async () => {
  sandbox = await startTestStates();
  await sandbox.createMachine('m', { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
});
afterAll(async () => {
  await sandbox.stop();
  // whatever came, nothing went wrong that no service meant
  expect(sandbox.bugs).toEqual([]);
});

const send = async (
  service: string,
  headers: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer>,
) => {
  const response = await fetch(sandbox.endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=a/20261123/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      ...headers,
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
};

const arn = 'arn:aws:states:us-east-1:000000000000';
const anyValue = fc.oneof(
  fc.constantFrom(
    `${arn}:stateMachine:m`,
    `${arn}:execution:m:x`,
    `${arn}:express:m:x:y`,
    'arn:',
    'm',
    'x',
    'EXPRESS',
  ),
  fc.constantFrom('arn:aws:iam::000000000000:role/r', 'FAILED', 'DEBUG', '{}', '[', '"x"', ' '),
  fc.constantFrom(
    '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
    '{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"End":true}',
    '{"Type":"Choice","QueryLanguage":"JSONata","Choices":[{"Condition":"{% $x[0].y(1) %}","Next":"B"}]}',
    '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Succeed"}}}',
    `${'{"a":'.repeat(1_500)}1${'}'.repeat(1_500)}`,
  ),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.array(fc.oneof(fc.string(), fc.record({ key: fc.string(), value: fc.string() }))),
  fc.record({ result: fc.json(), errorOutput: fc.record({ error: fc.string() }), enabled: fc.boolean() }),
);
const body = fc.dictionary(fc.constantFrom(...MEMBERS), anyValue, { maxKeys: 7 });

it('answers every request to Step Functions with a status of AWS, never with a bug', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...STATES), body, async (operation, given) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AWSStepFunctions.${operation}`,
      };
      expect([200, 400, 403, 413]).toContain(await send('states', headers, JSON.stringify(given)));
    }),
    { numRuns: 300 },
  );
});

it('answers bytes that are no JSON with a SerializationException', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...STATES),
      fc.uint8Array({ minLength: 1, maxLength: 100 }),
      async (operation, bytes) => {
        const headers = {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `AWSStepFunctions.${operation}`,
        };
        expect([200, 400]).toContain(await send('states', headers, new Uint8Array(bytes)));
      },
    ),
    { numRuns: 100 },
  );
});

it('answers every form to IAM', async () => {
  const members = [
    'RoleName',
    'PolicyName',
    'PolicyDocument',
    'AssumeRolePolicyDocument',
    'Path',
    'Tags.member.1.Key',
  ];
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('r', '__proto__', '{"Statement":[]}', '{"Statement":{"Effect":"Allow"}}', '/', '[]'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...IAM),
      fc.dictionary(fc.constantFrom(...members), value),
      async (Action, given) => {
        const form = new URLSearchParams({ Action, Version: '2010-05-08', ...given }).toString();
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        expect([200, 400, 403, 404, 409]).toContain(await send('iam', headers, form));
      },
    ),
    { numRuns: 200 },
  );
});

it('a state machine with hostile names and data runs as any other', async () => {
  const definition = `{"StartAt":"__proto__","States":{
    "__proto__":{"Type":"Pass","Parameters":{"__proto__":1,"constructor.$":"$.__proto__"},"ResultPath":"$.toString","Next":"valueOf"},
    "valueOf":{"Type":"Choice","Choices":[{"Variable":"$.hasOwnProperty","IsPresent":true,"Next":"__proto__"}],"Default":"end"},
    "end":{"Type":"Succeed"}}}`;
  const executionArn = await sandbox.states
    .send(
      new StartExecutionCommand({
        stateMachineArn: await sandbox.createMachine('hostile', definition),
        input: '{"__proto__":{"polluted":true}}',
      }),
    )
    .then((answer) => answer.executionArn ?? '');
  const ended = await sandbox.ended(executionArn);
  expect(ended.status).toBe('SUCCEEDED');
  expect(JSON.parse(ended.output ?? '').toString).toEqual(
    JSON.parse('{"__proto__":1,"constructor":{"polluted":true}}'),
  );
  expect('polluted' in {}).toBe(false);
});
