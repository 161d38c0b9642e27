import { describeResourcePolicies } from '../../aws/describe-resource-policies.ts';
import { listRules } from '../../aws/list-rules.ts';
import { AppError } from '../../domain/app-error.ts';
import type { PlanProposal } from '../plan/propose-plan.ts';
import { checkTargets } from '../rules/check-targets.ts';
import { freshReads, type RecentReads } from '../rules/recent-reads.ts';
import type { ServiceContext } from '../service-context.ts';
import { logGroupCalls } from './log-group-calls.ts';
import type { BusToWatch } from './watched-bus.ts';

/** Of an account that asked for no more. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const RULES_QUOTA = 300;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html */
const RESOURCE_POLICIES_LIMIT = 10;
const POLICY_NAME = 'reprise-watch';
const TARGET_ID = 'reprise-log';

/** Why a rule cannot show the bus's events; null where it can. */
export async function watchRuleObstacle(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads,
  bus: BusToWatch,
): Promise<string | null> {
  try {
    const rules = await listRules(context.aws, bus.eventBusName);
    const known = rules.some(({ ruleName }) => ruleName === bus.ruleName);
    if (!known && rules.length >= RULES_QUOTA) {
      return `Bus ${bus.eventBusName} has ${rules.length} rules, as many as AWS’s default quota allows.`;
    }
    if (await mayWrite(context, reads, bus)) return null;
    const policies = await describeResourcePolicies(context.aws);
    const ours = policies.some(({ policyName }) => policyName === POLICY_NAME);
    if (ours || policies.length < RESOURCE_POLICIES_LIMIT) return null;
    return `CloudWatch Logs has ${policies.length} resource policies, its limit, and none lets EventBridge write to ${bus.logGroupName}.`;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** The log group, EventBridge's right to write to it where no policy gives it yet, and the rule that catches every event. */
export async function watchRuleCalls(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  bus: BusToWatch,
): Promise<PlanProposal['calls']> {
  const { eventBusName, ruleName, accountId, logGroupArn } = bus;
  const permitted = await mayWrite(context, freshReads(), bus);
  const allow = {
    operation: 'PutResourcePolicy',
    input: { policyName: POLICY_NAME, policyDocument: policyDocument(bus) },
  };
  return [
    ...(await logGroupCalls(context, bus)),
    ...(permitted ? [] : [allow]),
    {
      operation: 'PutRule',
      input: {
        Name: ruleName,
        EventBusName: eventBusName,
        EventPattern: JSON.stringify({ account: [accountId] }),
        State: 'ENABLED',
        Description: 'Writes every event of this bus to a log group, so that Reprise can show it.',
      },
    },
    {
      operation: 'PutTargets',
      input: { Rule: ruleName, EventBusName: eventBusName, Targets: [{ Id: TARGET_ID, Arn: logGroupArn }] },
    },
  ];
}

/** Removes the rule; the policy stays while another watched bus needs it. */
export function unwatchRuleCalls(
  { eventBusName, ruleName }: BusToWatch,
  othersWatched: boolean,
): PlanProposal['calls'] {
  const policy = { operation: 'DeleteResourcePolicy', input: { policyName: POLICY_NAME } };
  return [
    { operation: 'RemoveTargets', input: { Rule: ruleName, EventBusName: eventBusName, Ids: [TARGET_ID] } },
    { operation: 'DeleteRule', input: { Name: ruleName, EventBusName: eventBusName } },
    ...(othersWatched ? [] : [policy]),
  ];
}

async function mayWrite(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads,
  { ruleArn, logGroupArn }: BusToWatch,
): Promise<boolean> {
  const [check] = await checkTargets(
    context,
    ruleArn,
    [{ id: TARGET_ID, arn: logGroupArn, roleArn: null }],
    reads,
  );
  return check?.permitted === 'yes';
}

/** For the log groups of all watched buses, since an account has ten such policies only. */
function policyDocument({ logGroupArn, eventBusName }: BusToWatch): string {
  const all = logGroupArn.slice(0, logGroupArn.length - eventBusName.length);
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RepriseWatchesEventBuses',
        Effect: 'Allow',
        Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `${all}*:*`,
      },
    ],
  });
}
