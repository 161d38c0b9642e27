import type { Target } from '@aws-sdk/client-eventbridge';
import type { ExportedTarget } from '../domain/rule-export/exported-rule.ts';

/** A target of a rule as ListTargetsByRule says; at most one of `input`, `inputPath` and `inputTransformer` is set. */
export interface RuleTarget extends ExportedTarget {
  /** Settings of other kinds of targets as AWS names them (`EcsParameters` …), passed on unread. */
  parameters?: Omit<Target, 'Id' | 'Arn'>;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html */
const RETRY_ATTEMPTS = 185;
const EVENT_AGE_SECONDS = 86_400;

/** The target of an SDK answer; a retry policy that names one setting only gets AWS's default for the other. */
export function ruleTargetOf(target: Target): RuleTarget {
  const {
    Id,
    Arn,
    RoleArn,
    Input,
    InputPath,
    InputTransformer: transformer,
    RetryPolicy: retry,
    DeadLetterConfig,
    ...parameters
  } = target;
  return {
    id: Id ?? '',
    arn: Arn ?? '',
    roleArn: RoleArn ?? null,
    input: Input ?? null,
    inputPath: InputPath ?? null,
    inputTransformer:
      transformer === undefined
        ? null
        : {
            inputPathsMap: transformer.InputPathsMap ?? {},
            inputTemplate: transformer.InputTemplate ?? '',
          },
    retryPolicy:
      retry === undefined
        ? null
        : {
            maximumRetryAttempts: retry.MaximumRetryAttempts ?? RETRY_ATTEMPTS,
            maximumEventAgeInSeconds: retry.MaximumEventAgeInSeconds ?? EVENT_AGE_SECONDS,
          },
    deadLetterQueueArn: DeadLetterConfig?.Arn ?? null,
    ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
  };
}

/** An entry of PutTargets that makes this target. */
export function putTargetsEntry(target: RuleTarget): Target {
  const { inputTransformer: transformer, retryPolicy: retry } = target;
  return {
    Id: target.id,
    Arn: target.arn,
    ...(target.roleArn === null ? {} : { RoleArn: target.roleArn }),
    ...(target.input === null ? {} : { Input: target.input }),
    ...(target.inputPath === null ? {} : { InputPath: target.inputPath }),
    ...(transformer === null
      ? {}
      : {
          InputTransformer: {
            ...(Object.keys(transformer.inputPathsMap).length === 0
              ? {}
              : { InputPathsMap: transformer.inputPathsMap }),
            InputTemplate: transformer.inputTemplate,
          },
        }),
    ...(retry === null
      ? {}
      : {
          RetryPolicy: {
            MaximumRetryAttempts: retry.maximumRetryAttempts,
            MaximumEventAgeInSeconds: retry.maximumEventAgeInSeconds,
          },
        }),
    ...(target.deadLetterQueueArn === null ? {} : { DeadLetterConfig: { Arn: target.deadLetterQueueArn } }),
    ...target.parameters,
  };
}
