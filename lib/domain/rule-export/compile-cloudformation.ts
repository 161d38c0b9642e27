import { jsonElements, jsonMembers, skipBlanks } from '../json-scan.ts';
import { awsTarget, capitalised, DEFAULT_BUS, type ExportedRule, withoutNulls } from './exported-rule.ts';
import { JsonText, yamlText } from './yaml-text.ts';

export type CompiledCloudFormation = { ok: true; text: string } | { ok: false; message: string };

/**
 * The rule as a CloudFormation template in YAML. Not ok where CloudFormation would read a part of the rule as its own
 * language, for which it has no escape: dynamic references and intrinsic functions.
 */
export function compileCloudFormation(rule: ExportedRule): CompiledCloudFormation {
  const message = templateProblem(rule);
  if (message !== null) return { ok: false, message };
  return { ok: true, text: templateText(ruleResources(rule)) };
}

/** A template with these resources, in YAML. */
export function templateText(resources: Record<string, unknown>): string {
  return yamlText({ AWSTemplateFormatVersion: '2010-09-09', Resources: resources });
}

/** The rule with its permissions, by their logical IDs. */
export function ruleResources(rule: ExportedRule): Record<string, unknown> {
  const logicalId = `${capitalised(rule.ruleName)}Rule`;
  const bus = rule.eventBusName === DEFAULT_BUS ? null : rule.eventBusName;
  const resources: Record<string, unknown> = {
    [logicalId]: {
      Type: 'AWS::Events::Rule',
      Properties: withoutNulls({
        Name: rule.ruleName,
        EventBusName: bus,
        Description: rule.description,
        EventPattern: rule.eventPattern === null ? null : new JsonText(rule.eventPattern),
        ScheduleExpression: rule.scheduleExpression,
        State: rule.state,
        Targets: rule.targets.length === 0 ? null : rule.targets.map(awsTarget),
      }),
    },
  };
  rule.permissions.forEach(({ functionName, qualifier }, index) => {
    const number = rule.permissions.length === 1 ? '' : index + 1;
    resources[`${logicalId}Permission${number}`] = {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: qualifier === null ? functionName : `${functionName}:${qualifier}`,
        Principal: 'events.amazonaws.com',
        SourceArn: { 'Fn::GetAtt': [logicalId, 'Arn'] },
      },
    };
  });
  return resources;
}

/** What CloudFormation would not leave as it is. */
export function templateProblem(rule: ExportedRule): string | null {
  if (JSON.stringify([rule, textsOf(rule.eventPattern ?? 'null')]).includes('{{resolve:')) {
    return 'CloudFormation would replace the text “{{resolve:” of this rule by a value of its own.';
  }
  const key = keysOf(rule.eventPattern ?? '{}').find((name) => /^(Ref|Condition|Fn::.*)$/.test(name));
  if (key === undefined) return null;
  return `CloudFormation would take the pattern’s field ${key} for a function of its own.`;
}

/** Without the escapes by which a text could hide in JSON. */
function textsOf(json: string): unknown {
  return JSON.parse(json);
}

function keysOf(json: string): string[] {
  const start = skipBlanks(json, 0);
  if (json[start] === '[') return jsonElements(json, start).flatMap(keysOf);
  if (json[start] !== '{') return [];
  return jsonMembers(json, start).flatMap(({ key, valueStart, valueEnd }) => [
    key,
    ...keysOf(json.slice(valueStart, valueEnd)),
  ]);
}
