import { DEFAULT_BUS, type ExportedRule } from './exported-rule.ts';
import { block, HclReference, inner, labelOf } from './hcl.ts';

/** The rule as Terraform resources of the AWS provider. */
export function compileTerraform(rule: ExportedRule): string {
  const label = labelOf(rule.ruleName);
  const bus = rule.eventBusName === DEFAULT_BUS ? null : rule.eventBusName;
  const ruleField = (field: string) => new HclReference(`aws_cloudwatch_event_rule.${label}.${field}`);
  const blocks = [
    block('resource "aws_cloudwatch_event_rule"', label, {
      name: rule.ruleName,
      event_bus_name: bus,
      description: rule.description === '' ? null : rule.description,
      event_pattern: rule.eventPattern,
      schedule_expression: rule.scheduleExpression,
      state: rule.state,
    }),
  ];
  rule.permissions.forEach((permission, index) => {
    blocks.push(
      block('resource "aws_lambda_permission"', numbered(label, index, rule.permissions.length), {
        statement_id: permission.statementId,
        action: 'lambda:InvokeFunction',
        function_name: permission.functionName,
        qualifier: permission.qualifier,
        principal: 'events.amazonaws.com',
        source_arn: ruleField('arn'),
      }),
    );
  });
  rule.targets.forEach((target, index) => {
    const { inputTransformer, retryPolicy, deadLetterQueueArn } = target;
    const nested = [
      inputTransformer === null
        ? []
        : inner('input_transformer', {
            input_paths: inputTransformer.inputPathsMap,
            input_template: inputTransformer.inputTemplate,
          }),
      retryPolicy === null
        ? []
        : inner('retry_policy', {
            maximum_retry_attempts: retryPolicy.maximumRetryAttempts,
            maximum_event_age_in_seconds: retryPolicy.maximumEventAgeInSeconds,
          }),
      deadLetterQueueArn === null ? [] : inner('dead_letter_config', { arn: deadLetterQueueArn }),
    ];
    const fields = {
      rule: ruleField('name'),
      event_bus_name: bus,
      target_id: target.id,
      arn: target.arn,
      role_arn: target.roleArn,
      input: target.input,
      input_path: target.inputPath,
    };
    const name = numbered(label, index, rule.targets.length);
    blocks.push(block('resource "aws_cloudwatch_event_target"', name, fields, nested.flat()));
  });
  return `${blocks.join('\n\n')}\n`;
}

function numbered(label: string, index: number, count: number): string {
  return count === 1 ? label : `${label}_${index + 1}`;
}
