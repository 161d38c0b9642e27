import type { ErrorCode } from '../domain/app-error.ts';

export interface ErrorWords {
  message: string;
  nextStep: string;
  field?: string;
}

/** `Reason` of TooManyRequestsException, [Lambda API: TooManyRequestsException]. */
export const THROTTLE_REASONS: Record<string, ErrorWords> = {
  ReservedFunctionConcurrentInvocationLimitExceeded: {
    message: 'The function’s reserved concurrency is used up, or is 0 (the function is stopped).',
    nextStep:
      'Look at the function’s reserved concurrency: 0 is the brake; otherwise wait for running invocations to end.',
  },
  ReservedFunctionInvocationRateLimitExceeded: {
    message:
      'The function is invoked faster than its reserved concurrency allows (10 requests a second for each unit).',
    nextStep: 'Wait a moment or raise the reserved concurrency.',
  },
  ConcurrentInvocationLimitExceeded: {
    message: 'The account’s concurrent executions in this region are used up.',
    nextStep: 'Wait for running functions to end, or ask AWS for a higher concurrency quota.',
  },
  FunctionInvocationRateLimitExceeded: {
    message: 'The function is invoked faster than AWS allows.',
    nextStep: 'Wait a moment and try again.',
  },
  CallerRateLimitExceeded: {
    message: 'This caller makes more requests than AWS allows.',
    nextStep: 'Wait a moment and try again.',
  },
  ConcurrentSnapshotCreateLimitExceeded: {
    message: 'AWS is creating too many snapshots of functions at once.',
    nextStep: 'Wait a minute and try again.',
  },
};

const unavailable = (message: string, nextStep: string) => ({
  code: 'function-unavailable' as const,
  message,
  nextStep,
});
const network = (message: string) =>
  unavailable(
    message,
    'Correct the function’s VPC configuration (subnets, security groups, role), then run it again.',
  );
const key = (message: string) =>
  unavailable(message, 'Correct the KMS key or its policy so that the function’s role may decrypt with it.');
const storage = (message: string) =>
  unavailable(
    message,
    'Check the file system, its mount targets and the function’s network, then run it again.',
  );
const snapStart = (message: string) =>
  unavailable(
    message,
    'Wait for the version’s snapshot and run it again; if it failed, publish a new version.',
  );
const codeArtifact = (message: string) =>
  unavailable(message, 'Wait for the code package or deploy it again.');

/** AWS's error names in words; HTTP statuses and meanings: aws.md 1.2, from the Lambda and CloudWatch Logs API models. */
export const AWS_ERROR_WORDS: Record<string, ErrorWords & { code: ErrorCode }> = {
  ResourceNotFoundException: {
    code: 'not-found',
    message: 'AWS does not know this function, version, alias or log group.',
    nextStep:
      'It may have been deleted or be in another region; the list of functions is read again each minute.',
  },
  InvalidRequestContentException: {
    code: 'invalid-input',
    field: 'payload',
    message: 'AWS could not read the payload as JSON.',
    nextStep: 'Correct the JSON and send it again.',
  },
  InvalidParameterValueException: {
    code: 'invalid-input',
    message: 'AWS refused a value of the request.',
    nextStep:
      'Check the values; a published version cannot be changed, and a role must be assumable by Lambda.',
  },
  InvalidParameterException: {
    code: 'invalid-input',
    message: 'AWS refused a value of the request.',
    nextStep: 'Check the filter pattern, the names and the time range.',
  },
  ValidationException: {
    code: 'invalid-input',
    message: 'AWS refused a value of the request.',
    nextStep: 'Check the names and values.',
  },
  RequestTooLargeException: {
    code: 'payload-too-large',
    field: 'payload',
    message: 'The payload is larger than Lambda takes: 6 MB synchronous, 1 MB asynchronous.',
    nextStep: 'Make it smaller, or put it into S3 and send its address.',
  },
  SerializedRequestEntityTooLargeException: {
    code: 'payload-too-large',
    field: 'payload',
    message: 'The request is larger than Lambda takes.',
    nextStep: 'Make the payload smaller.',
  },
  UnsupportedMediaTypeException: {
    code: 'unsupported-media-type',
    message: 'AWS takes JSON only here.',
    nextStep: 'Send the payload as JSON.',
  },
  RecursiveInvocationException: {
    code: 'recursion-stopped',
    message: 'AWS’s loop guard stopped this call: the chain has run about 16 times.',
    nextStep:
      'Start a new chain, or set the function’s recursive loop detection to Allow if the loop is meant.',
  },
  ServiceQuotaExceededException: {
    code: 'quota-exceeded',
    message: 'A quota of the account is used up.',
    nextStep: 'Free what is no longer needed, or ask AWS for a higher quota.',
  },
  LimitExceededException: {
    code: 'quota-exceeded',
    message: 'A limit of the account is used up.',
    nextStep: 'Wait for what is running to end, or ask AWS for a higher quota.',
  },
  ServiceException: {
    code: 'aws-failed',
    message: 'Lambda failed by itself (HTTP 500).',
    nextStep: 'Look in the logs whether the function ran before you send it again.',
  },
  InternalFailure: {
    code: 'aws-failed',
    message: 'AWS failed by itself.',
    nextStep: 'Look in the logs whether it was done before you send it again.',
  },
  ServiceUnavailableException: {
    code: 'aws-failed',
    message: 'The AWS service is not available.',
    nextStep: 'Try again in a minute; if it goes on, look at the AWS Health Dashboard of the region.',
  },
  ResourceConflictException: {
    code: 'conflict',
    message: 'Another change of the function is in progress.',
    nextStep: 'Wait until the function’s last update has ended, then try again.',
  },
  PreconditionFailedException: {
    code: 'state-changed',
    message: 'The function was changed by someone else meanwhile.',
    nextStep: 'Read its state again and decide anew.',
  },
  DurableExecutionAlreadyStartedException: {
    code: 'conflict',
    message: 'A durable execution of this name exists with another payload.',
    nextStep: 'Choose another name.',
  },
  NoPublishedVersionException: unavailable(
    'The function has no published version.',
    'Publish one, or run $LATEST.',
  ),
  ModeNotSupportedException: unavailable(
    'The function does not support this kind of invocation.',
    'Choose the other invocation type.',
  ),
  ResourceNotReadyException: unavailable(
    'The function is not ready.',
    'Wait until its state is Active, then run it again.',
  ),
  InvalidRuntimeException: unavailable(
    'The function’s runtime is not supported.',
    'Move it to a supported runtime.',
  ),
  InvalidZipFileException: unavailable(
    'Lambda could not unpack the function’s code.',
    'Deploy the code again.',
  ),
  EC2ThrottledException: network('EC2 throttled Lambda while it prepared the function’s network.'),
  EC2UnexpectedException: network('EC2 failed while Lambda prepared the function’s network.'),
  EC2AccessDeniedException: network('The function’s role may not manage its network interfaces.'),
  ENILimitReachedException: network('The VPC has no network interface left for the function.'),
  ENINotReadyException: network('The function’s network interface is not ready.'),
  SubnetIPAddressLimitReachedException: network('The function’s subnets have no free address.'),
  InvalidSecurityGroupIDException: network('A security group of the function does not exist.'),
  InvalidSubnetIDException: network('A subnet of the function does not exist.'),
  KMSAccessDeniedException: key('Lambda may not use the function’s KMS key.'),
  KMSDisabledException: key('The function’s KMS key is disabled.'),
  KMSInvalidStateException: key('The function’s KMS key is in a state that cannot be used.'),
  KMSNotFoundException: key('The function’s KMS key does not exist.'),
  EFSMountFailureException: storage('The function’s file system could not be mounted.'),
  EFSMountConnectivityException: storage('The function could not connect to its file system.'),
  EFSMountTimeoutException: storage('The function’s file system did not answer in time.'),
  EFSIOException: storage('The function’s file system failed.'),
  S3FilesMountFailureException: storage('The function’s S3 files could not be mounted.'),
  S3FilesMountConnectivityException: storage('The function could not connect to its S3 files.'),
  S3FilesMountTimeoutException: storage('The function’s S3 files did not answer in time.'),
  SnapStartException: snapStart('The function’s snapshot could not be restored.'),
  SnapStartTimeoutException: snapStart('The function’s snapshot was not restored in time.'),
  SnapStartNotReadyException: snapStart('The function’s snapshot is not ready.'),
  SnapStartRegenerationFailureException: snapStart('The function’s snapshot could not be made again.'),
  CodeArtifactUserPendingException: codeArtifact('The function’s code is still being prepared.'),
  CodeArtifactUserFailedException: codeArtifact('The function’s code could not be prepared.'),
  CodeArtifactUserDeletedException: codeArtifact('The function’s code was deleted.'),
};
