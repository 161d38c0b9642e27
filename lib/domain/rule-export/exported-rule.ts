/** A rule with all that makes it work, as one of the compilers writes it down. */
export interface ExportedRule {
  eventBusName: string;
  ruleName: string;
  description: string | null;
  /** JSON text. */
  eventPattern: string | null;
  scheduleExpression: string | null;
  state: 'ENABLED' | 'DISABLED';
  targets: readonly ExportedTarget[];
  permissions: readonly ExportedPermission[];
}

/** At most one of `input`, `inputPath` and `inputTransformer` is set. */
export interface ExportedTarget {
  id: string;
  arn: string;
  roleArn: string | null;
  input: string | null;
  inputPath: string | null;
  inputTransformer: { inputPathsMap: Record<string, string>; inputTemplate: string } | null;
  /** Null: AWS's own, 185 attempts within 24 hours. */
  retryPolicy: { maximumRetryAttempts: number; maximumEventAgeInSeconds: number } | null;
  deadLetterQueueArn: string | null;
}

/** The statement of a function's policy by which EventBridge may invoke it for this rule. */
interface ExportedPermission {
  functionName: string;
  qualifier: string | null;
  statementId: string;
  ruleArn: string;
}

/** The default bus is what all three formats take where none is named. */
export const DEFAULT_BUS = 'default';

/** A target in the words of PutTargets and CloudFormation, which are the same; what it lacks is left out. */
export function awsTarget(target: ExportedTarget): Record<string, unknown> {
  const { inputTransformer: transformer, retryPolicy } = target;
  return withoutNulls({
    Id: target.id,
    Arn: target.arn,
    RoleArn: target.roleArn,
    Input: target.input,
    InputPath: target.inputPath,
    InputTransformer:
      transformer === null
        ? null
        : { InputPathsMap: transformer.inputPathsMap, InputTemplate: transformer.inputTemplate },
    RetryPolicy:
      retryPolicy === null
        ? null
        : {
            MaximumRetryAttempts: retryPolicy.maximumRetryAttempts,
            MaximumEventAgeInSeconds: retryPolicy.maximumEventAgeInSeconds,
          },
    DeadLetterConfig: target.deadLetterQueueArn === null ? null : { Arn: target.deadLetterQueueArn },
  });
}

export function withoutNulls(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ''));
}

/** Letters and digits of a name, in words that start with a capital: `order-again` → `OrderAgain`. */
export function capitalised(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
