import { randomUUID } from 'node:crypto';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { describeRule } from '../../../aws/describe-rule.ts';
import { getPolicy } from '../../../aws/get-policy.ts';
import { listTagsForResource } from '../../../aws/list-tags-for-resource.ts';
import { listTargetsByRule } from '../../../aws/list-targets-by-rule.ts';
import { nullWhereAbsent } from '../../../aws/null-where-absent.ts';
import { ruleArnOf } from '../../../domain/target-arn.ts';
import type { PlanProposal } from '../propose-plan.ts';

const HERE = { region: 'us-east-1', accountId: '000000000000', eventBusName: 'default' };

/** A rule of a name of its own that runs a function. */
export interface RuleOfTest {
  ruleName: string;
  functionName: string;
}

export const aRule = (functionName: string): RuleOfTest => ({
  ruleName: `again-${randomUUID().slice(0, 8)}`,
  functionName,
});
export const ruleArn = ({ ruleName }: RuleOfTest) => ruleArnOf({ ...HERE, ruleName });
const functionArn = ({ functionName }: RuleOfTest) =>
  `arn:aws:lambda:${HERE.region}:${HERE.accountId}:function:${functionName}`;

const rule = ({ ruleName }: RuleOfTest) => ({ Rule: ruleName, EventBusName: 'default' });
export const putRuleCall = (of: RuleOfTest, status = 'PENDING') => ({
  operation: 'PutRule',
  input: {
    Name: of.ruleName,
    EventBusName: 'default',
    EventPattern: JSON.stringify({ source: ['orders'], detail: { status: [status] } }),
    Description: `runs ${of.functionName} again`,
  },
});
export const addPermissionCall = (of: RuleOfTest, StatementId = of.ruleName) => ({
  operation: 'AddPermission',
  input: {
    FunctionName: of.functionName,
    StatementId,
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: ruleArn(of),
  },
});
export const putTargetsCall = (of: RuleOfTest, InputPath = '$.detail') => ({
  operation: 'PutTargets',
  input: {
    ...rule(of),
    Targets: [
      { Id: 'function', Arn: functionArn(of), InputPath },
      {
        Id: 'other',
        Arn: functionArn(of),
        InputTransformer: { InputPathsMap: { a: '$.detail' }, InputTemplate: '{"a":<a>}' },
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 60 },
      },
    ],
  },
});
/** Creates or changes a rule, its permission and its targets. */
export const savePlan = (of: RuleOfTest, status?: string, inputPath?: string): PlanProposal => ({
  title: `Save rule ${of.ruleName}`,
  resourceArn: ruleArn(of),
  warnings: [],
  calls: [putRuleCall(of, status), addPermissionCall(of), putTargetsCall(of, inputPath)],
});
/** Removes them again, in the order that AWS asks for. */
export const deletePlan = (of: RuleOfTest): PlanProposal => ({
  title: `Delete rule ${of.ruleName}`,
  resourceArn: ruleArn(of),
  warnings: [],
  calls: [
    { operation: 'DisableRule', input: { Name: of.ruleName, EventBusName: 'default' } },
    { operation: 'RemoveTargets', input: { ...rule(of), Ids: ['function', 'other'] } },
    { operation: 'DeleteRule', input: { Name: of.ruleName, EventBusName: 'default' } },
    {
      operation: 'RemovePermission',
      input: { FunctionName: of.functionName, StatementId: of.ruleName },
    },
  ],
});

/** All that AWS knows of the rule. */
export async function ruleInAws(aws: AwsClients, of: RuleOfTest) {
  const ref = { eventBusName: 'default', ruleName: of.ruleName };
  const found = await nullWhereAbsent(describeRule(aws, ref));
  const policy = JSON.parse((await getPolicy(aws, of)) ?? '{"Statement":[]}');
  return {
    rule: found,
    tags: found === null ? null : await listTagsForResource(aws, found.ruleArn),
    targets: (await nullWhereAbsent(listTargetsByRule(aws, ref))) ?? [],
    statements: policy.Statement.filter(
      ({ Condition }: { Condition?: { ArnLike?: Record<string, string> } }) =>
        Condition?.ArnLike?.['AWS:SourceArn'] === ruleArn(of),
    ),
  };
}
