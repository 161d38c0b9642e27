import { command, compileCli } from '../rule-export/compile-cli.ts';
import type { ExportedCondition, ExportedConfig, ExportedMachine } from './exported-condition.ts';

/** AWS CLI commands for bash, in the order in which nothing runs by halves. */
export function conditionCli({ functionName, config, rule, machine }: ExportedCondition): string {
  const parts = [
    rule === null ? '#!/usr/bin/env bash\nset -euo pipefail' : compileCli(rule).trimEnd(),
    ...(machine === null ? [] : machineCommands(machine)),
    ...(config === null ? [] : [configCommand(functionName, config)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function configCommand(functionName: string, config: ExportedConfig): string {
  const { onSuccessArn, onFailureArn } = config;
  return command('lambda put-function-event-invoke-config', {
    FunctionName: functionName,
    MaximumRetryAttempts: config.maximumRetryAttempts,
    MaximumEventAgeInSeconds: config.maximumEventAgeInSeconds,
    DestinationConfig:
      onSuccessArn === null && onFailureArn === null
        ? null
        : {
            ...(onSuccessArn === null ? {} : { OnSuccess: { Destination: onSuccessArn } }),
            ...(onFailureArn === null ? {} : { OnFailure: { Destination: onFailureArn } }),
          },
  });
}

function machineCommands({ name, definition, roleArn, role }: ExportedMachine): string[] {
  const create = command('stepfunctions create-state-machine', {
    name,
    type: 'STANDARD',
    definition,
    roleArn,
  });
  if (role === null) return [create];
  return [
    command('iam create-role', {
      RoleName: role.roleName,
      AssumeRolePolicyDocument: role.trustPolicy,
    }),
    command('iam put-role-policy', {
      RoleName: role.roleName,
      PolicyName: role.policyName,
      PolicyDocument: role.rolePolicy,
    }),
    '# a new role can be assumed after some seconds\nsleep 15',
    create,
  ];
}
