import { awsTarget, DEFAULT_BUS, type ExportedRule, withoutNulls } from './exported-rule.ts';

/**
 * The rule as a bash script of AWS CLI commands. Every input goes as JSON in single quotes: no value can be taken for an
 * option, a `file://` path or a command.
 */
export function compileCli(rule: ExportedRule): string {
  const bus = rule.eventBusName === DEFAULT_BUS ? null : rule.eventBusName;
  const commands = [
    command('events put-rule', {
      Name: rule.ruleName,
      EventBusName: bus,
      Description: rule.description,
      EventPattern: rule.eventPattern,
      ScheduleExpression: rule.scheduleExpression,
      State: rule.state,
    }),
    ...rule.permissions.map((permission) =>
      command('lambda add-permission', {
        FunctionName: permission.functionName,
        Qualifier: permission.qualifier,
        StatementId: permission.statementId,
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
        SourceArn: permission.ruleArn,
      }),
    ),
  ];
  if (rule.targets.length > 0) {
    commands.push(
      command('events put-targets', {
        Rule: rule.ruleName,
        EventBusName: bus,
        Targets: rule.targets.map(awsTarget),
      }),
    );
  }
  return `#!/usr/bin/env bash\nset -euo pipefail\n\n${commands.join('\n\n')}\n`;
}

/** One call of the AWS CLI: `command('events put-rule', input)`; what is null is left out. */
export function command(name: string, input: Record<string, unknown>): string {
  return `aws ${name} --cli-input-json ${bashQuoted(JSON.stringify(withoutNulls(input), null, 2))}`;
}

function bashQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
