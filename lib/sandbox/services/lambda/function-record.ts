export interface LoggingConfig {
  LogFormat: 'Text' | 'JSON';
  ApplicationLogLevel?: ApplicationLogLevel;
  SystemLogLevel?: SystemLogLevel;
  LogGroup: string;
}
type ApplicationLogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
export type SystemLogLevel = 'DEBUG' | 'INFO' | 'WARN';

/** A function's configuration in AWS's own words and units: MB, seconds. */
export interface FunctionSettings {
  Runtime: string;
  Role: string;
  Handler: string;
  Description: string;
  Timeout: number;
  MemorySize: number;
  Environment: Record<string, string>;
  TracingConfig: { Mode: 'Active' | 'PassThrough' };
  LoggingConfig: LoggingConfig;
  /** absent where no queue takes events that failed */
  DeadLetterConfig?: { TargetArn: string };
  Architectures: ['x86_64'] | ['arm64'];
  EphemeralStorage: { Size: number };
}

export interface PolicyStatement {
  Sid: string;
  Effect: 'Allow';
  Principal: string | { Service: string } | { AWS: string };
  Action: string;
  Resource: string;
  Condition?: Record<string, Record<string, string>>;
}

export interface EventInvokeConfig {
  MaximumRetryAttempts?: number;
  MaximumEventAgeInSeconds?: number;
  DestinationConfig?: { OnSuccess: Record<string, unknown>; OnFailure: Record<string, unknown> };
  /** ms since the epoch */
  lastModifiedAtMs: number;
}

/** All that the sandbox keeps of a function; one JSON file each. */
export interface FunctionRecord {
  region: string;
  name: string;
  arn: string;
  settings: FunctionSettings;
  codeSha256Hex: string;
  codeSizeBytes: number;
  revisionId: string;
  lastModifiedAtMs: number;
  tags: Record<string, string>;
  policy: PolicyStatement[];
  policyRevisionId: string;
  reservedConcurrency: number | null;
  recursiveLoop: 'Allow' | 'Terminate';
  eventInvokeConfig: EventInvokeConfig | null;
}
