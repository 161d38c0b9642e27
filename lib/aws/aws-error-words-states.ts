import type { ErrorCode } from '../domain/app-error.ts';
import type { ErrorWords } from './aws-error-words.ts';

type Words = Record<string, ErrorWords & { code: ErrorCode }>;

const refused = (field: string, message: string, nextStep: string) => ({
  code: 'invalid-input' as const,
  field,
  message,
  nextStep,
});
const key = (message: string) => ({
  code: 'conflict' as const,
  message,
  nextStep: 'Correct the KMS key or its policy so that the caller and the state machine may use it.',
});

/** From the Step Functions API model: https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html */
export const STATES_ERROR_WORDS: Words = {
  StateMachineDoesNotExist: {
    code: 'not-found',
    message: 'Step Functions does not know this state machine.',
    nextStep: 'It may have been deleted or be in another region; look at the list of state machines.',
  },
  ExecutionDoesNotExist: {
    code: 'not-found',
    message: 'Step Functions does not know this execution.',
    nextStep:
      'It was deleted with its state machine, ended more than 90 days ago, or belongs to an Express state machine, whose executions AWS does not keep.',
  },
  ResourceNotFound: {
    code: 'not-found',
    message: 'Step Functions does not know this state machine.',
    nextStep: 'It may have been deleted or be in another region.',
  },
  StateMachineAlreadyExists: {
    code: 'conflict',
    field: 'name',
    message: 'There is a state machine of this name already.',
    nextStep: 'Choose another name, or open that state machine and change it.',
  },
  StateMachineDeleting: {
    code: 'conflict',
    message: 'The state machine is being deleted.',
    nextStep: 'Wait until its running executions have ended, then create it anew.',
  },
  StateMachineLimitExceeded: {
    code: 'quota-exceeded',
    message: 'The account’s quota of state machines is used up.',
    nextStep: 'Delete what is no longer needed, or ask AWS for a higher quota.',
  },
  ServiceQuotaExceededException: {
    code: 'quota-exceeded',
    message: 'A quota of Step Functions is used up.',
    nextStep: 'Wait for executions to end, or ask AWS for a higher quota.',
  },
  StateMachineTypeNotSupported: {
    code: 'invalid-input',
    message: 'Step Functions does not do this with this type of state machine.',
    nextStep: 'AWS keeps executions and their history of Standard state machines only.',
  },
  ExecutionAlreadyExists: {
    code: 'conflict',
    field: 'name',
    message: 'The state machine had an execution of this name already, with another input or closed.',
    nextStep: 'Choose another name; a name is free again 90 days after its execution closed.',
  },
  ExecutionLimitExceeded: {
    code: 'quota-exceeded',
    message: 'The account’s quota of running executions is used up.',
    nextStep: 'Wait for executions to end or stop some, or ask AWS for a higher quota.',
  },
  ExecutionNotRedrivable: {
    code: 'conflict',
    message: 'This execution cannot be redriven.',
    nextStep:
      'Only a failed, stopped or timed-out execution of the last 14 days, with room left in its history, can be; start a new one instead.',
  },
  InvalidArn: refused(
    'roleArn',
    'Step Functions does not take this ARN.',
    'Check it: account, region and name must be those of a role, state machine or execution.',
  ),
  'DescribeStateMachine.InvalidArn': {
    code: 'not-found',
    message: 'This is not the ARN of a state machine.',
    nextStep: 'Look at the list of state machines.',
  },
  'DescribeExecution.InvalidArn': {
    code: 'not-found',
    message: 'This is not the ARN of a Standard execution.',
    nextStep: 'AWS keeps executions of Standard state machines only.',
  },
  InvalidDefinition: refused(
    'definition',
    'Step Functions does not take this definition.',
    'Check it: each problem is shown at its line; nothing was changed.',
  ),
  InvalidExecutionInput: refused(
    'input',
    'Step Functions does not take this input.',
    'It must be one JSON value of at most 262,144 bytes.',
  ),
  InvalidName: refused(
    'name',
    'Step Functions does not take this name.',
    'Use 1 to 80 letters, digits, _ and -.',
  ),
  InvalidToken: refused(
    'cursor',
    'Step Functions does not take this page token; it is good for 24 hours.',
    'Begin with the first page again.',
  ),
  InvalidLoggingConfiguration: {
    code: 'conflict',
    message: 'Step Functions does not take the state machine’s logging.',
    nextStep: 'Check that its log group exists and that its role may deliver logs.',
  },
  MissingRequiredParameter: {
    code: 'invalid-input',
    message: 'Step Functions misses a value.',
    nextStep: 'Give a definition or a role.',
  },
  ConflictException: {
    code: 'conflict',
    message: 'Someone else changes this state machine at the same time.',
    nextStep: 'Wait a moment and try again.',
  },
  TooManyTags: {
    code: 'quota-exceeded',
    message: 'The state machine would have more than 50 tags.',
    nextStep: 'Remove some of its tags.',
  },
  KmsAccessDeniedException: key('Step Functions may not use the KMS key of this state machine.'),
  KmsInvalidStateException: key('The KMS key of this state machine is in a state that cannot be used.'),
  KmsThrottlingException: {
    code: 'throttled',
    message: 'KMS throttled the state machine’s key.',
    nextStep: 'Wait a moment and try again.',
  },
};

const ROLE_NAMES = 'The role’s name and policies must be written as IAM asks.';

/** From the IAM API model; the wire leaves `Exception` out of most of these names, the SDK adds it. */
export const IAM_ERROR_WORDS: Words = {
  NoSuchEntity: {
    code: 'not-found',
    message: 'IAM does not know this role or policy.',
    nextStep: 'It may have been deleted, or be in another account.',
  },
  EntityAlreadyExists: {
    code: 'conflict',
    field: 'roleName',
    message: 'The account has a role of this name already.',
    nextStep: 'Choose another name, or use that role.',
  },
  DeleteConflict: {
    code: 'conflict',
    message: 'The role still has policies or is in an instance profile.',
    nextStep: 'Remove those first.',
  },
  LimitExceeded: {
    code: 'quota-exceeded',
    message: 'A quota of IAM is used up: roles of the account, or 10,240 characters of inline policies.',
    nextStep: 'Delete what is no longer needed, or make the policy shorter.',
  },
  MalformedPolicyDocument: {
    code: 'invalid-input',
    field: 'policy',
    message: 'IAM does not take this policy.',
    nextStep: 'Check the JSON, its actions and its ARNs.',
  },
  InvalidInput: { code: 'invalid-input', message: 'IAM refused a value.', nextStep: ROLE_NAMES },
  UnmodifiableEntity: {
    code: 'forbidden',
    message: 'This role belongs to an AWS service, which keeps it for itself.',
    nextStep: 'Change it through that service, or use a role of your own.',
  },
  EntityTemporarilyUnmodifiable: {
    code: 'conflict',
    message: 'The role was deleted a moment ago and cannot be made anew yet.',
    nextStep: 'Wait a minute and try again.',
  },
  ConcurrentModification: {
    code: 'conflict',
    message: 'Someone else changes this role at the same time.',
    nextStep: 'Wait a moment and try again.',
  },
  ServiceFailure: {
    code: 'aws-failed',
    message: 'IAM failed by itself.',
    nextStep: 'Try again in a minute; if it goes on, look at the AWS Health Dashboard.',
  },
};
