import type { TargetInput } from '../../../domain/input-transformer/transform-input.ts';

/** A rule's target in AWS's own words; members that only other services read are kept as they came. */
export interface TargetRecord extends TargetInput {
  Id: string;
  Arn: string;
  RoleArn?: string | undefined;
  DeadLetterConfig?: { Arn?: string | undefined } | undefined;
  RetryPolicy?:
    | { MaximumRetryAttempts?: number | undefined; MaximumEventAgeInSeconds?: number | undefined }
    | undefined;
}

type RuleState = 'ENABLED' | 'DISABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** Never altered, always replaced: what is in effect may still be the former one. */
export interface RuleRecord {
  name: string;
  arn: string;
  eventPattern: string;
  state: RuleState;
  description: string | null;
  roleArn: string | null;
  /** the AWS service that owns it */
  managedBy: string | null;
  tags: Record<string, string>;
  targets: readonly TargetRecord[];
}

interface LogConfig {
  IncludeDetail?: 'NONE' | 'FULL' | undefined;
  Level?: 'OFF' | 'ERROR' | 'INFO' | 'TRACE' | undefined;
}

/** All that the sandbox keeps of an event bus, its rules included; one JSON file each. */
export interface EventBusRecord {
  region: string;
  name: string;
  arn: string;
  description: string | null;
  kmsKeyIdentifier: string | null;
  deadLetterArn: string | null;
  logConfig: LogConfig | null;
  policy: Record<string, unknown>[];
  tags: Record<string, string>;
  createdAtMs: number;
  lastModifiedAtMs: number;
  /** by name */
  rules: Record<string, RuleRecord>;
}
