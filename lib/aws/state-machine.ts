import type { DescribeStateMachineOutput, LoggingConfiguration } from '@aws-sdk/client-sfn';

export type StateMachineType = 'STANDARD' | 'EXPRESS';

/** A state machine as ListStateMachines gives it. */
export interface ListedStateMachine {
  stateMachineArn: string;
  name: string;
  type: StateMachineType;
  createdAt: Date;
}

/** A state machine as DescribeStateMachine gives it. */
export interface StateMachine extends ListedStateMachine {
  status: 'ACTIVE' | 'DELETING';
  /** Amazon States Language, JSON text byte for byte. */
  definition: string;
  roleArn: string;
  /** Null until its first change. */
  revisionId: string | null;
  logging: StateMachineLogging;
  tracingEnabled: boolean;
  /** Null where AWS's own key encrypts it. */
  kmsKeyId: string | null;
  kmsReusePeriodSeconds: number | null;
}

export interface StateMachineLogging {
  level: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
  includeExecutionData: boolean;
  /** Of the log groups that it writes to. */
  logGroupArns: string[];
}

export function stateMachineOf(output: DescribeStateMachineOutput): StateMachine {
  const { encryptionConfiguration } = output;
  return {
    stateMachineArn: output.stateMachineArn ?? '',
    name: output.name ?? '',
    type: output.type ?? 'STANDARD',
    status: output.status ?? 'ACTIVE',
    createdAt: output.creationDate ?? new Date(0),
    definition: output.definition ?? '',
    roleArn: output.roleArn ?? '',
    revisionId: output.revisionId ?? null,
    logging: {
      level: output.loggingConfiguration?.level ?? 'OFF',
      includeExecutionData: output.loggingConfiguration?.includeExecutionData ?? false,
      logGroupArns: (output.loggingConfiguration?.destinations ?? []).flatMap(
        ({ cloudWatchLogsLogGroup }) => cloudWatchLogsLogGroup?.logGroupArn ?? [],
      ),
    },
    tracingEnabled: output.tracingConfiguration?.enabled ?? false,
    kmsKeyId: encryptionConfiguration?.kmsKeyId ?? null,
    kmsReusePeriodSeconds: encryptionConfiguration?.kmsDataKeyReusePeriodSeconds ?? null,
  };
}

/** As CreateStateMachine and UpdateStateMachine take it. */
export function loggingInput({ level, includeExecutionData, logGroupArns }: StateMachineLogging) {
  return {
    level,
    includeExecutionData,
    destinations: logGroupArns.map((logGroupArn) => ({ cloudWatchLogsLogGroup: { logGroupArn } })),
  } satisfies LoggingConfiguration;
}
