import type { RuleExport } from '../../contract/rule.ts';
import { AppError } from '../../domain/app-error.ts';
import { conditionCli } from '../../domain/condition-export/condition-cli.ts';
import { conditionCloudFormation } from '../../domain/condition-export/condition-cloudformation.ts';
import { conditionTerraform } from '../../domain/condition-export/condition-terraform.ts';
import type { ExportedCondition } from '../../domain/condition-export/exported-condition.ts';
import { NO_CONFIG } from '../rerun-rule/destination-config.ts';
import { plannedRuleArn } from '../rules/planned-rule-arn.ts';
import { statementIdOf } from '../rules/statement-id.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { type DeployedResources, deployedResources } from './deployed-resources.ts';
import { POLICY_NAME } from './machine-calls.ts';
import { ruleTarget } from './rule-calls.ts';
import { conditionOf, functionArnOf, mustFindCondition, savedInput } from './saved-condition.ts';
import { wantedResources } from './wanted-resources.ts';

/**
 * What the present version's way needs in AWS as commands, template or resources. Throws `not-found`, and `conflict`
 * where the way needs nothing there or the format cannot say it.
 */
export async function exportCondition(
  context: MachineContext,
  { conditionId, format }: { conditionId: string; format: RuleExport['format'] },
): Promise<RuleExport> {
  const row = await mustFindCondition(context, conditionId);
  const input = savedInput(row);
  const functionArn = await functionArnOf(context, input.functionName);
  const condition = conditionOf(input, { conditionId, version: row.version, functionArn, deployedAt: null });
  const former = deployedResources(row);
  const wanted = exported(context, await wantedResources(context, condition, { input, former }));
  if (wanted.config === null && wanted.rule === null && wanted.machine === null) {
    throw new AppError(
      'conflict',
      'The dashboard itself carries this condition out: AWS needs nothing for it.',
      {
        field: 'format',
        nextStep: 'Deploy it, or take the handler code from the condition’s page.',
      },
    );
  }
  if (format === 'cli') return { format, text: conditionCli(wanted) };
  if (format === 'terraform') return { format, text: conditionTerraform(wanted) };
  const compiled = conditionCloudFormation(wanted);
  if (compiled.ok) return { format, text: compiled.text };
  throw new AppError('conflict', compiled.message, {
    field: 'format',
    nextStep: 'Take the CLI commands or Terraform instead.',
  });
}

function exported(context: MachineContext, resources: DeployedResources): ExportedCondition {
  const { functionName, functionArn, claim, formerConfig, rule, machine, role } = resources;
  const before = formerConfig ?? NO_CONFIG;
  const claimed = Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== null));
  return {
    functionName,
    config: Object.keys(claimed).length === 0 ? null : { ...before, ...claimed },
    rule:
      rule === null
        ? null
        : {
            ...rule,
            description: null,
            scheduleExpression: null,
            state: 'ENABLED',
            targets: [ruleTarget(functionArn, rule.inputPath)],
            permissions: [
              {
                functionName,
                qualifier: null,
                statementId: statementIdOf(rule),
                ruleArn: plannedRuleArn(context, rule),
              },
            ],
          },
    machine:
      machine === null
        ? null
        : { ...machine, role: role === null ? null : { ...role, policyName: POLICY_NAME } },
  };
}
