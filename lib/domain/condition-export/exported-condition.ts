import type { ExportedRule } from '../rule-export/exported-rule.ts';

/** What carries a condition out in AWS, as one of the compilers writes it down. */
export interface ExportedCondition {
  functionName: string;
  /** Of the function's asynchronous invocations, as it becomes; null leaves it alone. */
  config: ExportedConfig | null;
  rule: ExportedRule | null;
  machine: ExportedMachine | null;
}

export interface ExportedConfig {
  maximumRetryAttempts: number | null;
  maximumEventAgeInSeconds: number | null;
  onSuccessArn: string | null;
  onFailureArn: string | null;
}

export interface ExportedMachine {
  name: string;
  /** Amazon States Language, JSON text. */
  definition: string;
  /** Of the role that exists, or that is made from `role`. */
  roleArn: string;
  role: { roleName: string; policyName: string; trustPolicy: string; rolePolicy: string } | null;
}
