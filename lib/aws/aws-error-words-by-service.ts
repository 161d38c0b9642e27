import type { ErrorCode } from '../domain/app-error.ts';
import type { ErrorWords } from './aws-error-words.ts';
import { IAM_ERROR_WORDS, STATES_ERROR_WORDS } from './aws-error-words-states.ts';

type Words = Record<string, ErrorWords & { code: ErrorCode }>;

const INVALID_QUEUE_VALUE = {
  code: 'invalid-input' as const,
  message: 'SQS refused an attribute of the queue.',
  nextStep: 'Check the queue’s policy: it must be a JSON policy of at most 64 KB.',
};

/** From the EventBridge API model; entries of PutEvents and PutTargets carry such names, too (aws.md 5.1, 5.3). */
const EVENTS: Words = {
  ResourceNotFoundException: {
    code: 'not-found',
    message: 'EventBridge does not know this event bus or rule.',
    nextStep: 'It may have been deleted or be in another region; look at the list of rules.',
  },
  ResourceAlreadyExistsException: {
    code: 'conflict',
    message: 'EventBridge has one of this name already.',
    nextStep: 'Choose another name, or change the one that exists.',
  },
  LimitExceededException: {
    code: 'quota-exceeded',
    message:
      'A quota of EventBridge is used up: 300 rules on a bus, 5 targets on a rule, or 30 rules with wildcards.',
    nextStep: 'Delete what is no longer needed, or ask AWS for a higher quota.',
  },
  ManagedRuleException: {
    code: 'forbidden',
    message: 'An AWS service made this rule and manages it.',
    nextStep: 'Change it where that service is configured.',
  },
  ConcurrentModificationException: {
    code: 'conflict',
    message: 'Someone else changes this rule or its targets at the same time.',
    nextStep: 'Wait a moment and try again.',
  },
  PolicyLengthExceededException: {
    code: 'quota-exceeded',
    message: 'The event bus’s policy would be longer than AWS allows.',
    nextStep: 'Remove statements that are no longer needed from it.',
  },
  OperationDisabledException: {
    code: 'forbidden',
    message: 'EventBridge has this operation disabled for this bus.',
    nextStep: 'Use another event bus, or ask AWS Support.',
  },
  InvalidStateException: {
    code: 'conflict',
    message: 'The event bus is in a state that does not allow this.',
    nextStep: 'Wait until its last change has ended, then try again.',
  },
  InternalException: {
    code: 'aws-failed',
    message: 'EventBridge failed by itself.',
    nextStep: 'Try again in a minute; if it goes on, look at the AWS Health Dashboard of the region.',
  },
  InvalidAccountIdException: {
    code: 'invalid-input',
    field: 'eventBusName',
    message: 'The event bus’s account is not one that EventBridge knows.',
    nextStep: 'Check the account in the bus’s ARN.',
  },
  InvalidArgument: {
    code: 'invalid-input',
    message: 'EventBridge refused a value of this entry.',
    nextStep: 'Check source, detail-type, resources and time.',
  },
  MalformedDetail: {
    code: 'invalid-input',
    field: 'detail',
    message: 'The detail is not a JSON object.',
    nextStep: 'Correct the detail and publish this entry again.',
  },
  RedactionFailure: {
    code: 'aws-failed',
    field: 'detail',
    message: 'EventBridge could not redact the event.',
    nextStep: 'Check the bus’s encryption key and the detail, then publish this entry again.',
  },
  NotAuthorizedForSourceException: {
    code: 'forbidden',
    field: 'source',
    message: 'This source is AWS’s own or another’s: nobody else may publish as it.',
    nextStep: 'Use a source that does not begin with “aws.”.',
  },
  NotAuthorizedForDetailTypeException: {
    code: 'forbidden',
    field: 'detailType',
    message: 'This detail-type may not be published with this source.',
    nextStep: 'Use another detail-type.',
  },
};

const LAMBDA: Words = {
  'AddPermission.ResourceConflictException': {
    code: 'conflict',
    message: 'The function’s resource policy has a statement of this ID already.',
    nextStep: 'Look at that statement; remove it or use another statement ID.',
  },
  'RemovePermission.ResourceNotFoundException': {
    code: 'not-found',
    message: 'The function’s resource policy has no such statement.',
    nextStep: 'It may have been removed by someone else.',
  },
  PolicyLengthExceededException: {
    code: 'quota-exceeded',
    message: 'The function’s resource policy would be longer than 20 KB.',
    nextStep:
      'Remove statements of rules that no longer exist from it, or permit all rules of the bus at once.',
  },
};

const LOGS: Words = {
  ResourceNotFoundException: {
    code: 'not-found',
    message: 'CloudWatch Logs does not know this log group, policy or delivery.',
    nextStep: 'It may have been deleted or be in another region.',
  },
  ResourceAlreadyExistsException: {
    code: 'conflict',
    message: 'CloudWatch Logs has one of this name already.',
    nextStep: 'Use it, or choose another name.',
  },
  LimitExceededException: {
    code: 'quota-exceeded',
    message: 'A quota of CloudWatch Logs is used up, such as ten resource policies for an account.',
    nextStep:
      'Delete what is no longer needed or wait for what is running to end, or ask AWS for a higher quota.',
  },
  ConflictException: {
    code: 'conflict',
    message: 'CloudWatch Logs has such a delivery already, or one still uses this.',
    nextStep: 'Look at the log deliveries of the account.',
  },
  OperationAbortedException: {
    code: 'conflict',
    message: 'Several changes of the same log group met.',
    nextStep: 'Try again.',
  },
};

const SQS: Words = {
  QueueDoesNotExist: {
    code: 'not-found',
    message: 'SQS does not know this queue.',
    nextStep: 'It may have been deleted or be in another region or account.',
  },
  QueueDeletedRecently: {
    code: 'conflict',
    message: 'A queue of this name was deleted less than a minute ago.',
    nextStep: 'Wait a minute and try again.',
  },
  InvalidAttributeName: INVALID_QUEUE_VALUE,
  InvalidAttributeValue: INVALID_QUEUE_VALUE,
  InvalidAddress: {
    code: 'invalid-input',
    message: 'SQS does not take this queue’s address.',
    nextStep: 'Check the queue’s ARN.',
  },
  UnsupportedOperation: {
    code: 'invalid-input',
    message: 'SQS does not do this with this kind of queue.',
    nextStep: 'Use a standard queue.',
  },
  OverLimit: {
    code: 'throttled',
    message: 'Too many messages of this queue are being read.',
    nextStep: 'Wait a minute and look again.',
  },
};

/** Words of error names that mean something else, or exist only, in one service. */
const BY_SERVICE: Record<string, Words> = {
  events: EVENTS,
  iam: IAM_ERROR_WORDS,
  lambda: LAMBDA,
  logs: LOGS,
  sqs: SQS,
  states: STATES_ERROR_WORDS,
};

/** Older SDKs and endpoints name a missing queue `AWS.SimpleQueueService.NonExistentQueue`. */
const ALIASES: Record<string, string> = {
  'AWS.SimpleQueueService.NonExistentQueue': 'QueueDoesNotExist',
  NonExistentQueue: 'QueueDoesNotExist',
};

/** What an error name means in this service, or in this operation of it; undefined where it is the same in all. */
export function serviceErrorWords(
  call: { service: string; operation: string },
  name: string,
): (ErrorWords & { code: ErrorCode }) | undefined {
  const words = BY_SERVICE[call.service] ?? {};
  const known = Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name;
  // IAM's wire names have no `Exception`, the SDK's have
  const bare = call.service === 'iam' ? known.replace(/Exception$/, '') : known;
  const key = [`${call.operation}.${bare}`, bare].find((candidate) => Object.hasOwn(words, candidate));
  return key === undefined ? undefined : words[key];
}
