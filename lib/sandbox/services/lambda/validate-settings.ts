import { AwsError } from '../../service.ts';
import { RESERVED_VARIABLES } from './environment-variables.ts';
import type { FunctionSettings, LoggingConfig } from './function-record.ts';

const RUNTIME = /^nodejs\d{1,2}(\.x|\.\d+)?$/;
const ROLE = /^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/;
const HANDLER = /^[^\s]{1,128}$/;
const VARIABLE = /^[a-zA-Z]([a-zA-Z0-9_])+$/;
const LOG_GROUP = /^[.\-_/#A-Za-z0-9]{1,512}$/;
const DEAD_LETTER_TARGET = /^arn:aws[a-z-]*:(sqs|sns):[a-z0-9-]+:\d{12}:.+$/;
const MAX_ENVIRONMENT_BYTES = 4096;
const APPLICATION_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
const SYSTEM_LEVELS = ['DEBUG', 'INFO', 'WARN'] as const;

type Input = Record<string, unknown>;

/**
 * Merges a CreateFunction or UpdateFunctionConfiguration request into `base`; what is not given stays.
 * Throws ValidationException or InvalidParameterValueException as Lambda does (limits of its API reference:
 * Timeout 1–900 s, MemorySize 128–10,240 MB, environment 4 KB).
 */
export function mergeSettings(base: FunctionSettings, input: Input): FunctionSettings {
  const timeout = numberOf(input, 'Timeout', base.Timeout, 1, 900);
  const memory = numberOf(input, 'MemorySize', base.MemorySize, 128, 10_240);
  const runtime = stringOf(input, 'Runtime', base.Runtime);
  if (!RUNTIME.test(runtime)) {
    throw invalidMember(
      runtime,
      'runtime',
      'Member must satisfy enum value set: [nodejs20.x, nodejs22.x, nodejs24.x]',
    );
  }
  const role = stringOf(input, 'Role', base.Role);
  if (!ROLE.test(role)) {
    throw invalidMember(
      role,
      'role',
      'Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+',
    );
  }
  const handler = stringOf(input, 'Handler', base.Handler);
  if (!HANDLER.test(handler)) {
    throw invalidMember(handler, 'handler', 'Member must satisfy regular expression pattern: [^\\s]+');
  }
  const storage = recordOf(input, 'EphemeralStorage');
  return {
    Runtime: runtime,
    Role: role,
    Handler: handler,
    Description: stringOf(input, 'Description', base.Description),
    Timeout: timeout,
    MemorySize: memory,
    Environment: environmentOf(input, base.Environment),
    TracingConfig: {
      Mode: enumOf(
        recordOf(input, 'TracingConfig'),
        'Mode',
        ['Active', 'PassThrough'],
        base.TracingConfig.Mode,
      ),
    },
    LoggingConfig: loggingOf(recordOf(input, 'LoggingConfig'), base.LoggingConfig),
    ...deadLetterOf(recordOf(input, 'DeadLetterConfig'), base.DeadLetterConfig),
    Architectures: base.Architectures,
    EphemeralStorage: { Size: numberOf(storage ?? {}, 'Size', base.EphemeralStorage.Size, 512, 10_240) },
  };
}

/** `Architectures` of CreateFunction and UpdateFunctionCode; undefined when not given. */
export function architecturesOf(input: Input): ['x86_64'] | ['arm64'] | undefined {
  const given = input.Architectures;
  if (given === undefined || given === null) return undefined;
  if (Array.isArray(given) && given.length === 1 && (given[0] === 'x86_64' || given[0] === 'arm64')) {
    return given[0] === 'arm64' ? ['arm64'] : ['x86_64'];
  }
  throw invalidMember(
    JSON.stringify(given),
    'architectures',
    'Member must satisfy enum value set: [x86_64, arm64]',
  );
}

/** The error of a member that breaks a constraint of the API model. */
export function invalidMember(value: string, member: string, constraint: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

/** A whole number of the request within its limits, `fallback` when not given. */
export function numberOf(input: Input, key: string, fallback: number, min: number, max: number): number {
  const value = input[key];
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new AwsError('SerializationException', `${typeof value} can not be converted to an Integer`);
  }
  const member = `${key.charAt(0).toLowerCase()}${key.slice(1)}`;
  if (value < min)
    throw invalidMember(String(value), member, `Member must have value greater than or equal to ${min}`);
  if (value > max)
    throw invalidMember(String(value), member, `Member must have value less than or equal to ${max}`);
  return value;
}

export function stringOf(input: Input, key: string, fallback: string): string {
  const value = input[key];
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'string') {
    throw new AwsError('SerializationException', `${typeof value} can not be converted to a String`);
  }
  return value;
}

export function recordOf(input: Input, key: string): Input | undefined {
  const value = input[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new AwsError('SerializationException', 'Unexpected value for a structure');
  }
  return value as Input;
}

/** An empty TargetArn takes the queue away. */
function deadLetterOf(
  input: Input | undefined,
  base: FunctionSettings['DeadLetterConfig'],
): Pick<FunctionSettings, 'DeadLetterConfig'> {
  const targetArn = stringOf(input ?? {}, 'TargetArn', base?.TargetArn ?? '');
  if (targetArn === '') return {};
  if (!DEAD_LETTER_TARGET.test(targetArn)) {
    throw invalidMember(
      targetArn,
      'deadLetterConfig.targetArn',
      'Member must be the ARN of an SQS queue or SNS topic',
    );
  }
  return { DeadLetterConfig: { TargetArn: targetArn } };
}

function enumOf<T extends string>(
  input: Input | undefined,
  key: string,
  allowed: readonly T[],
  fallback: T,
): T {
  const value = input?.[key];
  if (value === undefined || value === null) return fallback;
  const found = allowed.find((one) => one === value);
  if (found === undefined) {
    throw invalidMember(
      String(value),
      key.charAt(0).toLowerCase() + key.slice(1),
      `Member must satisfy enum value set: [${allowed.join(', ')}]`,
    );
  }
  return found;
}

function environmentOf(input: Input, base: Record<string, string>): Record<string, string> {
  const environment = recordOf(input, 'Environment');
  if (environment === undefined) return base;
  const variables = recordOf(environment, 'Variables') ?? {};
  const merged: Record<string, string> = {};
  let bytes = 0;
  for (const key of Object.keys(variables)) {
    if (!VARIABLE.test(key)) {
      throw invalidMember(
        key,
        'environment.variables',
        'Map keys must satisfy constraint: [a-zA-Z]([a-zA-Z0-9_])+',
      );
    }
    if (RESERVED_VARIABLES.has(key)) {
      throw new AwsError(
        'InvalidParameterValueException',
        'Lambda was unable to configure your environment variables because the environment variables you have provided ' +
          `contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${key}`,
      );
    }
    const value = stringOf(variables, key, '');
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    merged[key] = value;
  }
  if (bytes > MAX_ENVIRONMENT_BYTES) {
    throw new AwsError(
      'InvalidParameterValueException',
      'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.',
    );
  }
  return merged;
}

function loggingOf(input: Input | undefined, base: LoggingConfig): LoggingConfig {
  if (input === undefined) return base;
  const LogFormat = enumOf(input, 'LogFormat', ['Text', 'JSON'] as const, base.LogFormat);
  const LogGroup = stringOf(input, 'LogGroup', base.LogGroup);
  if (!LOG_GROUP.test(LogGroup)) {
    throw invalidMember(
      LogGroup,
      'loggingConfig.logGroup',
      'Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+',
    );
  }
  if (LogFormat === 'Text') {
    if (input.ApplicationLogLevel != null || input.SystemLogLevel != null) {
      throw new AwsError(
        'InvalidParameterValueException',
        'To use ApplicationLogLevel or SystemLogLevel, you must set LogFormat to JSON.',
      );
    }
    return { LogFormat, LogGroup };
  }
  return {
    LogFormat,
    ApplicationLogLevel: enumOf(
      input,
      'ApplicationLogLevel',
      APPLICATION_LEVELS,
      base.ApplicationLogLevel ?? 'INFO',
    ),
    SystemLogLevel: enumOf(input, 'SystemLogLevel', SYSTEM_LEVELS, base.SystemLogLevel ?? 'INFO'),
    LogGroup,
  };
}
