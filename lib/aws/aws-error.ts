import { AppError, type ErrorCode } from '../domain/app-error.ts';
import { AWS_ERROR_WORDS, type ErrorWords, THROTTLE_REASONS } from './aws-error-words.ts';
import { serviceErrorWords } from './aws-error-words-by-service.ts';
import { eventPatternRefusal } from './event-pattern-refusal.ts';
import { roleRefusal } from './role-refusal.ts';

/** The call that failed, for words and for the IAM action it needs. */
export interface AwsCall {
  service: 'lambda' | 'logs' | 'cloudwatch' | 'events' | 'states' | 'iam' | 'sqs' | 'sts';
  operation: string;
  /** ARN or name of what was acted on. */
  resource?: string;
}

const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EPROTO',
]);
const NETWORK = new Set([
  ...NEVER_SENT,
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'TimeoutError',
  'UND_ERR_SOCKET',
  'ECONNABORTED',
]);
const CREDENTIALS = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidClientTokenException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'IncompleteSignature',
  'RequestExpired',
]);
/** As the SDK classifies them, aws.md 1.2 and 8.2. */
const THROTTLING = new Set([
  'TooManyRequestsException',
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestLimitExceeded',
  'PriorRequestNotComplete',
  'SlowDown',
]);

interface SdkError {
  name: string;
  message: string;
  code: string | null;
  httpStatus: number | null;
  requestId: string | null;
  reason: string | null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function read(error: unknown): SdkError {
  const record = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const metadata = (record.$metadata ?? {}) as Record<string, unknown>;
  const status = metadata.httpStatusCode;
  return {
    name: text(record.name) ?? 'UnknownError',
    message: text(record.message) ?? '',
    code: text(record.code) ?? causeCode(record.cause) ?? causeCode(firstOf(record.errors)),
    httpStatus: typeof status === 'number' ? status : null,
    requestId: text(metadata.requestId),
    reason: text(record.Reason),
  };
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function causeCode(cause: unknown): string | null {
  return typeof cause === 'object' && cause !== null ? text((cause as Record<string, unknown>).code) : null;
}

/** `Invoke` is authorised by `lambda:InvokeFunction` (aws.md 8.1); every other action has its operation's name. */
function iamAction(call: AwsCall): string {
  return `${call.service}:${call.operation === 'Invoke' ? 'InvokeFunction' : call.operation}`;
}

/** Action and resource as AWS names them: `User: … is not authorized to perform: <action> on resource: <resource> …`. */
function deniedPermission(message: string, call: AwsCall): { action: string; resource: string | null } {
  const action = /to perform: ([A-Za-z0-9-]{1,40}:[A-Za-z0-9*]{1,80})/.exec(message)?.[1];
  const resource = /on resource: ([\w:/$*.+=,@-]{1,300})/.exec(message)?.[1];
  return { action: action ?? iamAction(call), resource: resource ?? call.resource ?? null };
}

/**
 * Turns what the SDK threw into an {@link AppError} with our words and the operator's next step; AWS's own text stays in
 * `cause`. `awsCode` is AWS's error name, or the socket's error code where AWS did not answer. AppErrors and aborts by
 * the caller pass unchanged. Statuses and meanings: aws.md 1.2 and 8.2.
 */
export function toAppError(error: unknown, call: AwsCall): Error {
  if (error instanceof AppError) return error;
  const sdk = read(error);
  if (sdk.name === 'AbortError' && error instanceof Error) return error;
  const of = (code: ErrorCode, words: ErrorWords, awsCode: string) =>
    new AppError(code, words.message, {
      nextStep: words.nextStep,
      awsCode,
      cause: error,
      ...(words.field === undefined ? {} : { field: words.field }),
      ...(sdk.httpStatus === null ? {} : { httpStatus: sdk.httpStatus }),
      ...(sdk.requestId === null ? {} : { awsRequestId: sdk.requestId }),
    });

  const network = [sdk.code, sdk.name].find((name) => name !== null && NETWORK.has(name));
  if (sdk.httpStatus === null && network) return of('aws-unreachable', unreachable(network), network);
  if (CREDENTIALS.has(sdk.name) || (sdk.name === 'Error' && sdk.message.includes('credential'))) {
    return of('no-credentials', credentialWords(sdk.name), sdk.name);
  }
  const specific =
    eventPatternRefusal(sdk.name, sdk.message) ??
    roleRefusal(sdk.name, sdk.message) ??
    serviceErrorWords(call, sdk.name);
  if (specific) return of(specific.code, specific, sdk.name);
  if (/^AccessDenied(Exception)?$|^UnauthorizedOperation$|^NotAuthorized/.test(sdk.name)) {
    const { action, resource } = deniedPermission(sdk.message, call);
    return of(
      'access-denied',
      {
        message: `AWS denied ${action}${resource === null ? '' : ` on ${resource}`}.`,
        nextStep: `Allow ${action}${resource === null ? '' : ` on ${resource}`} for the identity this dashboard runs as; README lists the whole policy.`,
      },
      sdk.name,
    );
  }
  if (THROTTLING.has(sdk.name) || sdk.httpStatus === 429) {
    return of('throttled', reasonWords(sdk.reason) ?? throttled(call), sdk.name);
  }
  const known = Object.hasOwn(AWS_ERROR_WORDS, sdk.name) ? AWS_ERROR_WORDS[sdk.name] : undefined;
  if (known) return of(known.code, known, sdk.name);
  if (sdk.httpStatus === null) return of('aws-unreachable', unreachable(sdk.name), sdk.code ?? sdk.name);
  return of(
    'aws-failed',
    {
      message: `AWS answered ${call.operation} with ${safeName(sdk.name)} (HTTP ${sdk.httpStatus}).`,
      nextStep:
        sdk.httpStatus >= 500
          ? 'Try again in a minute; if it goes on, look at the AWS Health Dashboard of the region.'
          : 'The log of this dashboard holds AWS’s own message under the request ID shown.',
    },
    sdk.name,
  );
}

function reasonWords(reason: string | null): ErrorWords | undefined {
  return reason !== null && Object.hasOwn(THROTTLE_REASONS, reason) ? THROTTLE_REASONS[reason] : undefined;
}

/** Error names come from the wire. */
function safeName(name: string): string {
  return /^[\w.:-]{1,100}$/.test(name) ? name : 'an unknown error';
}

function unreachable(code: string): ErrorWords {
  return code === 'TimeoutError' || code === 'ETIMEDOUT'
    ? {
        message: 'AWS did not answer in time.',
        nextStep:
          'Check the network, proxy or VPC endpoint between this dashboard and AWS, and AWS_ENDPOINT_URL if it is set.',
      }
    : {
        message: `AWS cannot be reached (${safeName(code)}).`,
        nextStep:
          'Check AWS_REGION, AWS_ENDPOINT_URL and the network, proxy or VPC endpoint between this dashboard and AWS.',
      };
}

function credentialWords(name: string): ErrorWords {
  if (/Expired/.test(name)) {
    return {
      message: 'The AWS credentials have expired.',
      nextStep: 'Renew them (for example `aws sso login`); this dashboard picks up the new ones by itself.',
    };
  }
  if (/Provider|Missing/.test(name)) {
    return {
      message: 'No AWS credentials were found.',
      nextStep:
        'Give some by AWS_PROFILE, environment variables, SSO login or an instance or task role, then wait for the next try.',
    };
  }
  return {
    message: 'AWS does not accept the credentials.',
    nextStep: 'Check the access key, its account and region, and that this machine’s clock is right.',
  };
}

function throttled(call: AwsCall): ErrorWords {
  return {
    message: `AWS throttled ${call.operation}.`,
    nextStep: 'Wait a moment; other callers of this account share the same rate.',
  };
}

/**
 * Whether a failed `Invoke` may have run the function all the same: the reply was lost after the request left, or the
 * service broke while it held the request (500, 503, 504). False where nothing was sent or AWS refused it (aws.md 1.2).
 */
export function mayHaveRun(error: unknown): boolean {
  if (!(error instanceof AppError)) return true;
  if (error.code === 'no-credentials') return false;
  if (error.httpStatus === null) return !NEVER_SENT.has(error.awsCode ?? '');
  if (error.code === 'function-unavailable' || error.code === 'throttled') return false;
  return error.httpStatus >= 500;
}
