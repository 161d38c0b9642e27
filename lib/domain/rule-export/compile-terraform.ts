import { DEFAULT_BUS, type ExportedRule } from './exported-rule.ts';

/** An expression of ours, written as it stands; a class, so that no field of the rule can pass for one. */
class HclReference {
  readonly expression: string;
  constructor(expression: string) {
    this.expression = expression;
  }
}
type Hcl = string | number | HclReference | Record<string, string> | null;

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

function block(type: string, label: string, fields: Record<string, Hcl>, nested: string[] = []): string {
  return [`${type} "${label}" {`, ...fieldLines(fields, '  '), ...nested, '}'].join('\n');
}

function inner(name: string, fields: Record<string, Hcl>): string[] {
  return ['', `  ${name} {`, ...fieldLines(fields, '    '), '  }'];
}

function fieldLines(fields: Record<string, Hcl>, indent: string): string[] {
  const present = Object.entries(fields).filter(([, value]) => value !== null);
  const width = Math.max(...present.map(([name]) => name.length));
  return present.flatMap(([name, value]) => {
    const start = `${indent}${name.padEnd(width)} = `;
    if (value === null || typeof value !== 'object') return [`${start}${scalar(value)}`];
    if (value instanceof HclReference) return [`${start}${value.expression}`];
    const entries = Object.entries(value).map(([key, text]) => `${indent}  ${quoted(key)} = ${quoted(text)}`);
    return [`${start}{`, ...entries, `${indent}}`];
  });
}

function scalar(value: string | number | null): string {
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** An HCL string: what would end it is escaped, and so is what would open a template. */
function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/\p{Cc}|[\u2028\u2029\ufeff]/gu, unicodeEscape)
    .replace(/[$%](?=\{)/g, '$&$&');
  return `"${escaped}"`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function labelOf(ruleName: string): string {
  const label = ruleName.replace(/[^A-Za-z0-9_-]/g, '_');
  return /^[A-Za-z_]/.test(label) ? label : `rule_${label}`;
}

function numbered(label: string, index: number, count: number): string {
  return count === 1 ? label : `${label}_${index + 1}`;
}
