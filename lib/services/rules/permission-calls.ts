import { getPolicy } from '../../aws/get-policy.ts';
import { AppError } from '../../domain/app-error.ts';
import { permits } from '../../domain/resource-policy.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import type { PlanProposal } from '../plan/propose-plan.ts';
import type { ServiceContext } from '../service-context.ts';
import { hasStatement, statementsOnlyFor, withStatement } from './policy-statements.ts';
import type { RecentReads } from './recent-reads.ts';
import { statementIdOf } from './statement-id.ts';

type Calls = PlanProposal['calls'];

interface PermittedTarget {
  arn: string;
  roleArn: string | null;
}
interface PermittedRule {
  ruleArn: string;
  eventBusName: string;
  ruleName: string;
}

/**
 * AddPermission for every function among the targets that the rule may not invoke yet; a statement that permits it
 * already is used as it is. Throws `conflict` where a statement of ours says something else, or another one denies it.
 */
export async function permissionCalls(
  context: Pick<ServiceContext, 'aws'>,
  reads: RecentReads,
  rule: PermittedRule,
  targets: readonly PermittedTarget[],
): Promise<Calls> {
  const statementId = statementIdOf(rule);
  const calls: Calls = [];
  const done = new Set<string>();
  for (const [index, { arn, roleArn }] of targets.entries()) {
    const { functionName, qualifier, accountId } = targetOfArn(arn);
    const foreign = accountId !== targetOfArn(rule.ruleArn).accountId;
    if (functionName === null || roleArn !== null || foreign || done.has(arn)) continue;
    done.add(arn);
    const policy = await policyOf(context, reads, arn);
    const request = {
      principal: 'events.amazonaws.com',
      action: 'lambda:InvokeFunction',
      resourceArn: arn,
      sourceArn: rule.ruleArn,
      sourceAccount: accountId,
    };
    if (permits(policy, request).permitted) continue;
    if (hasStatement(policy, statementId)) throw otherStatement(index, functionName, qualifier, statementId);
    const after = permits(
      withStatement(policy, { statementId, functionArn: arn, ruleArn: rule.ruleArn }),
      request,
    );
    if (!after.permitted) {
      throw new AppError('conflict', `The policy of ${functionName} keeps the rule out: ${after.reason}`, {
        field: `targets.${index}.arn`,
        nextStep: 'Change that statement first; adding another one does not help.',
      });
    }
    calls.push({
      operation: 'AddPermission',
      input: {
        FunctionName: functionName,
        ...(qualifier === null ? {} : { Qualifier: qualifier }),
        StatementId: statementId,
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
        SourceArn: rule.ruleArn,
      },
    });
  }
  return calls;
}

/** RemovePermission for every statement that lets exactly this rule invoke one of the functions, and nothing else. */
export async function permissionRemovals(
  context: Pick<ServiceContext, 'aws'>,
  reads: RecentReads,
  ruleArn: string,
  targetArns: readonly string[],
): Promise<Calls> {
  const calls: Calls = [];
  for (const arn of new Set(targetArns)) {
    const { functionName, qualifier } = targetOfArn(arn);
    if (functionName === null) continue;
    for (const statementId of statementsOnlyFor(await policyOf(context, reads, arn), ruleArn)) {
      calls.push({
        operation: 'RemovePermission',
        input: {
          FunctionName: functionName,
          ...(qualifier === null ? {} : { Qualifier: qualifier }),
          StatementId: statementId,
        },
      });
    }
  }
  return calls;
}

/** The policy of a function, version or alias. */
export async function policyOf(
  { aws }: Pick<ServiceContext, 'aws'>,
  reads: RecentReads,
  functionArn: string,
): Promise<string | null> {
  const { functionName, name, qualifier } = targetOfArn(functionArn);
  return reads.get(`policy ${functionArn}`, () =>
    getPolicy(aws, { functionName: functionName ?? name, qualifier }),
  );
}

function otherStatement(
  index: number,
  functionName: string,
  qualifier: string | null,
  statementId: string,
): AppError {
  const on = qualifier === null ? '' : ` --qualifier ${qualifier}`;
  return new AppError(
    'conflict',
    `The policy of ${functionName} has a statement ${statementId} already, and it does not permit this rule.`,
    {
      field: `targets.${index}.arn`,
      nextStep: `Look at what it permits; then remove it: aws lambda remove-permission --function-name ${functionName}${on} --statement-id ${statementId}`,
    },
  );
}
