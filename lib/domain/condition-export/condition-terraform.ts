import { compileTerraform } from '../rule-export/compile-terraform.ts';
import { block, HclReference, inner, labelOf } from '../rule-export/hcl.ts';
import type { ExportedCondition, ExportedConfig, ExportedMachine } from './exported-condition.ts';

/** Terraform resources of the AWS provider. */
export function conditionTerraform({ functionName, config, rule, machine }: ExportedCondition): string {
  const parts = [
    ...(rule === null ? [] : [compileTerraform(rule).trimEnd()]),
    ...(machine === null ? [] : machineBlocks(machine)),
    ...(config === null ? [] : [configBlock(functionName, config)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function configBlock(functionName: string, config: ExportedConfig): string {
  const { onSuccessArn, onFailureArn } = config;
  const destinations = [
    ...(onSuccessArn === null ? [] : inner('on_success', { destination: onSuccessArn })),
    ...(onFailureArn === null ? [] : inner('on_failure', { destination: onFailureArn })),
  ];
  return block(
    'resource "aws_lambda_function_event_invoke_config"',
    labelOf(functionName),
    {
      function_name: functionName,
      maximum_retry_attempts: config.maximumRetryAttempts,
      maximum_event_age_in_seconds: config.maximumEventAgeInSeconds,
    },
    destinations.length === 0 ? [] : inner('destination_config', {}, destinations),
  );
}

function machineBlocks({ name, definition, roleArn, role }: ExportedMachine): string[] {
  const label = labelOf(name);
  const roleField = (field: string) => new HclReference(`aws_iam_role.${label}.${field}`);
  const machine = block('resource "aws_sfn_state_machine"', label, {
    name,
    type: 'STANDARD',
    role_arn: role === null ? roleArn : roleField('arn'),
    definition,
  });
  if (role === null) return [machine];
  return [
    block('resource "aws_iam_role"', label, { name: role.roleName, assume_role_policy: role.trustPolicy }),
    block('resource "aws_iam_role_policy"', label, {
      name: role.policyName,
      role: roleField('name'),
      policy: role.rolePolicy,
    }),
    machine,
  ];
}
