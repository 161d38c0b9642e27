import {
  type CompiledCloudFormation,
  ruleResources,
  templateProblem,
  templateText,
} from '../rule-export/compile-cloudformation.ts';
import { capitalised, withoutNulls } from '../rule-export/exported-rule.ts';
import { JsonText } from '../rule-export/yaml-text.ts';
import type { ExportedCondition, ExportedConfig, ExportedMachine } from './exported-condition.ts';

/** A CloudFormation template in YAML; not ok where CloudFormation would read a part of it as its own language. */
export function conditionCloudFormation({
  functionName,
  config,
  rule,
  machine,
}: ExportedCondition): CompiledCloudFormation {
  const message = rule === null ? machineProblem(machine) : templateProblem(rule);
  if (message !== null) return { ok: false, message };
  const text = templateText({
    ...(rule === null ? {} : ruleResources(rule)),
    ...(machine === null ? {} : machineResources(machine)),
    ...(config === null ? {} : configResource(functionName, config)),
  });
  return { ok: true, text };
}

function machineProblem(machine: ExportedMachine | null): string | null {
  if (!machine?.definition.includes('{{resolve:')) return null;
  return 'CloudFormation would replace the text “{{resolve:” of this condition by a value of its own.';
}

function configResource(functionName: string, config: ExportedConfig): Record<string, unknown> {
  const { onSuccessArn, onFailureArn } = config;
  const destinations = {
    ...(onSuccessArn === null ? {} : { OnSuccess: { Destination: onSuccessArn } }),
    ...(onFailureArn === null ? {} : { OnFailure: { Destination: onFailureArn } }),
  };
  return {
    [`${capitalised(functionName)}EventInvokeConfig`]: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: withoutNulls({
        FunctionName: functionName,
        Qualifier: '$LATEST',
        MaximumRetryAttempts: config.maximumRetryAttempts,
        MaximumEventAgeInSeconds: config.maximumEventAgeInSeconds,
        DestinationConfig: Object.keys(destinations).length === 0 ? null : destinations,
      }),
    },
  };
}

function machineResources({ name, definition, roleArn, role }: ExportedMachine): Record<string, unknown> {
  const logicalId = capitalised(name);
  return {
    ...(role === null
      ? {}
      : {
          [`${logicalId}Role`]: {
            Type: 'AWS::IAM::Role',
            Properties: {
              RoleName: role.roleName,
              AssumeRolePolicyDocument: new JsonText(role.trustPolicy),
              Policies: [{ PolicyName: role.policyName, PolicyDocument: new JsonText(role.rolePolicy) }],
            },
          },
        }),
    [`${logicalId}StateMachine`]: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: name,
        StateMachineType: 'STANDARD',
        DefinitionString: definition,
        RoleArn: role === null ? roleArn : { 'Fn::GetAtt': [`${logicalId}Role`, 'Arn'] },
      },
    },
  };
}
