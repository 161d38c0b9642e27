/** Every expected failure of Reprise has one of these codes; `lib/contract` maps them to HTTP and to words. */
export const ERROR_CODES = [
  'invalid-input',
  'not-found',
  'conflict',
  'forbidden',
  'access-denied',
  'throttled',
  'payload-too-large',
  'unsupported-media-type',
  'function-unavailable',
  'recursion-stopped',
  'quota-exceeded',
  'aws-unreachable',
  'aws-failed',
  'no-credentials',
  'store-unavailable',
  'state-changed',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

const BRAND = Symbol.for('reprise.app-error');

/**
 * An expected failure. `message` and `nextStep` are our own words, safe to show; AWS's text stays in `cause` for the log.
 * `field` names the input that caused it; `awsCode`/`httpStatus`/`requestId` are AWS's, where AWS refused.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly nextStep: string | null;
  readonly field: string | null;
  readonly awsCode: string | null;
  readonly httpStatus: number | null;
  readonly awsRequestId: string | null;
  readonly [BRAND] = true;

  /** One process holds several copies of this module (see process-singleton.ts); an error of any of them is one. */
  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      nextStep?: string;
      field?: string;
      awsCode?: string;
      httpStatus?: number;
      awsRequestId?: string;
      cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.nextStep = options.nextStep ?? null;
    this.field = options.field ?? null;
    this.awsCode = options.awsCode ?? null;
    this.httpStatus = options.httpStatus ?? null;
    this.awsRequestId = options.awsRequestId ?? null;
  }
}
