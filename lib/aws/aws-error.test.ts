import { describe, expect, it } from 'vitest';
import { AppError } from '../domain/app-error.ts';
import { type AwsCall, mayHaveRun, toAppError } from './aws-error.ts';

const call: AwsCall = { service: 'lambda', operation: 'Invoke', resource: 'poller' };

function sdkError(name: string, status: number | null, more: Record<string, unknown> = {}): Error {
  const metadata = status === null ? {} : { $metadata: { httpStatusCode: status, requestId: 'r-1' } };
  return Object.assign(new Error('AWS’s own words: secret-host-17'), { name, ...metadata, ...more });
}

function appErrorOf(error: unknown, of = call): AppError {
  const result = toAppError(error, of);
  if (!(result instanceof AppError)) throw new Error('expected an AppError');
  return result;
}

// name, status, code, may the function have run all the same
const table: [string, number | null, string, boolean][] = [
  ['TooManyRequestsException', 429, 'throttled', false],
  ['ThrottlingException', 400, 'throttled', false],
  ['SomethingNew', 429, 'throttled', false],
  ['ServiceException', 500, 'aws-failed', true],
  ['ResourceNotReadyException', 502, 'function-unavailable', false],
  ['EC2AccessDeniedException', 502, 'function-unavailable', false],
  ['KMSDisabledException', 502, 'function-unavailable', false],
  ['SubnetIPAddressLimitReachedException', 502, 'function-unavailable', false],
  ['InvalidRequestContentException', 400, 'invalid-input', false],
  ['InvalidParameterValueException', 400, 'invalid-input', false],
  ['RecursiveInvocationException', 400, 'recursion-stopped', false],
  ['ServiceQuotaExceededException', 402, 'quota-exceeded', false],
  ['EFSMountFailureException', 403, 'function-unavailable', false],
  ['ResourceNotFoundException', 404, 'not-found', false],
  ['SnapStartTimeoutException', 408, 'function-unavailable', false],
  ['ResourceConflictException', 409, 'conflict', false],
  ['PreconditionFailedException', 412, 'state-changed', false],
  ['EFSIOException', 410, 'function-unavailable', false],
  ['RequestTooLargeException', 413, 'payload-too-large', false],
  ['UnsupportedMediaTypeException', 415, 'unsupported-media-type', false],
  ['AccessDeniedException', 403, 'access-denied', false],
  ['AccessDenied', 403, 'access-denied', false],
  ['ExpiredTokenException', 403, 'no-credentials', false],
  ['InvalidClientTokenId', 403, 'no-credentials', false],
  ['CredentialsProviderError', null, 'no-credentials', false],
  ['TimeoutError', null, 'aws-unreachable', true],
  ['NeverHeardOf', 400, 'aws-failed', false],
  ['NeverHeardOf', 503, 'aws-failed', true],
  ['__proto__', 400, 'aws-failed', false],
];

it.each(table)('%s with HTTP %s is %s', (name, status, code, ran) => {
  const error = appErrorOf(sdkError(name, status));
  expect(error.code).toBe(code);
  expect(error.httpStatus).toBe(status);
  expect(error.awsCode).toBe(name);
  expect(error.nextStep).toMatch(/\.$/);
  expect(`${error.message} ${error.nextStep}`).not.toContain('secret-host-17');
  expect(mayHaveRun(error)).toBe(ran);
});

describe('without an answer', () => {
  it.each([
    ['ECONNREFUSED', false],
    ['ENOTFOUND', false],
    ['EAI_AGAIN', false],
    ['ECONNRESET', true],
    ['EPIPE', true],
    ['ETIMEDOUT', true],
  ])('%s is unreachable', (code, ran) => {
    const error = appErrorOf(sdkError('Error', null, { code }));
    expect(error.code).toBe('aws-unreachable');
    expect(error.awsCode).toBe(code);
    expect(mayHaveRun(error)).toBe(ran);
  });

  it('finds the code of each address that was tried', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const error = appErrorOf(new AggregateError([refused], 'all failed'));
    expect(error.awsCode).toBe('ECONNREFUSED');
    expect(mayHaveRun(error)).toBe(false);
  });

  it('a broken answer may hide a run', () => {
    expect(mayHaveRun(appErrorOf(new SyntaxError('Unexpected token')))).toBe(true);
    expect(mayHaveRun(new Error('a bug'))).toBe(true);
  });
});

it('names the IAM action and the resource that were denied', () => {
  const denied = sdkError('AccessDeniedException', 403);
  denied.message =
    'User: arn:aws:iam::1:user/x is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:1:function:poller because no identity-based policy allows it';
  const error = appErrorOf(denied);
  expect(error.message).toBe(
    'AWS denied lambda:InvokeFunction on arn:aws:lambda:eu-west-1:1:function:poller.',
  );
  expect(error.nextStep).toContain('lambda:InvokeFunction');
});

it('falls back to the action the call needs where AWS names none', () => {
  expect(appErrorOf(sdkError('AccessDenied', 403)).message).toBe(
    'AWS denied lambda:InvokeFunction on poller.',
  );
  const logs: AwsCall = { service: 'logs', operation: 'FilterLogEvents' };
  expect(appErrorOf(sdkError('AccessDeniedException', 400), logs).message).toBe(
    'AWS denied logs:FilterLogEvents.',
  );
});

it('says why the function is throttled', () => {
  const reason = 'ReservedFunctionConcurrentInvocationLimitExceeded';
  const error = appErrorOf(sdkError('TooManyRequestsException', 429, { Reason: reason }));
  expect(error.message).toContain('reserved concurrency');
});

it('lets aborts and AppErrors pass', () => {
  const abort = new DOMException('stop', 'AbortError');
  expect(toAppError(abort, call)).toBe(abort);
  const known = new AppError('conflict', 'ours');
  expect(toAppError(known, call)).toBe(known);
});

it.each([null, undefined, 'text', 7, {}])('survives %j as an error', (thrown) => {
  expect(appErrorOf(thrown).code).toBe('aws-unreachable');
});

describe('per service', () => {
  const words = (service: AwsCall['service'], operation: string, name: string, message = 'AWS text') => {
    const thrown = sdkError(name, 400);
    thrown.message = message;
    return appErrorOf(thrown, { service, operation, resource: 'again' });
  };

  it.each([
    ['events', 'DescribeRule', 'ResourceNotFoundException', 'not-found', 'event bus or rule'],
    ['events', 'PutRule', 'ManagedRuleException', 'forbidden', 'manages it'],
    ['events', 'PutRule', 'ConcurrentModificationException', 'conflict', 'same time'],
    ['events', 'PutTargets', 'LimitExceededException', 'quota-exceeded', '5 targets'],
    ['events', 'PutEvents', 'MalformedDetail', 'invalid-input', 'JSON object'],
    ['events', 'PutEvents', 'NotAuthorizedForSourceException', 'forbidden', 'source'],
    ['logs', 'CreateLogGroup', 'ResourceAlreadyExistsException', 'conflict', 'Logs'],
    ['logs', 'CreateDelivery', 'ConflictException', 'conflict', 'delivery'],
    ['sqs', 'GetQueueUrl', 'QueueDoesNotExist', 'not-found', 'queue'],
    ['sqs', 'GetQueueUrl', 'AWS.SimpleQueueService.NonExistentQueue', 'not-found', 'queue'],
    ['lambda', 'AddPermission', 'ResourceConflictException', 'conflict', 'statement'],
    ['lambda', 'UpdateFunctionConfiguration', 'ResourceConflictException', 'conflict', 'in progress'],
    ['lambda', 'AddPermission', 'PolicyLengthExceededException', 'quota-exceeded', '20 KB'],
  ] as const)('%s %s: %s', (service, operation, name, code, text) => {
    const error = words(service, operation, name);
    expect(error).toMatchObject({ code, awsCode: name });
    expect(error.message).toContain(text);
    expect(error.message).not.toContain('AWS text');
  });

  it.each(['PutRule', 'PutTargets', 'RemoveTargets', 'DeleteRule', 'PutEvents'])(
    'names events:%s',
    (operation) => {
      expect(words('events', operation, 'AccessDeniedException')).toMatchObject({
        code: 'access-denied',
        message: `AWS denied events:${operation} on again.`,
      });
    },
  );

  it('passes on why EventBridge refused a pattern, and where', () => {
    const said =
      'Event pattern is not valid. Reason: "x" must be an object or an array\n at [Source: (String)"{"x":1}"; line: 1, column: 6]';
    expect(words('events', 'PutRule', 'InvalidEventPatternException', said)).toMatchObject({
      code: 'invalid-input',
      field: 'eventPattern',
      message: 'EventBridge: "x" must be an object or an array (line 1, column 6)',
    });
    const bare = words('events', 'PutRule', 'InvalidEventPatternException', '');
    expect(bare.message).toBe('EventBridge does not take this event pattern.');
    const long = words(
      'events',
      'PutRule',
      'InvalidEventPatternException',
      `Reason: a\u0000b${'x'.repeat(900)}`,
    );
    expect(long.message).toMatch(/^EventBridge: a bx+…$/);
    expect(long.message.length).toBeLessThan(320);
  });
});
