import { getRole } from '../../aws/get-role.ts';
import type { Role } from '../../aws/role.ts';
import type { ProblemText } from '../../contract/operation.ts';
import { AppError } from '../../domain/app-error.ts';
import { permits } from '../../domain/resource-policy.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import { fieldProblem } from '../rules/field-problem.ts';
import { type MachineContext, machineArnOf } from './machine-context.ts';

interface RoleCheck {
  problems: ProblemText[];
  warnings: string[];
}

const fine = (...warnings: string[]): RoleCheck => ({ problems: [], warnings });
const wrong = (message: string, nextStep: string): RoleCheck => ({
  problems: [fieldProblem('roleArn', message, nextStep)],
  warnings: [],
});

/**
 * Whether Step Functions could assume the role: it is there, in this account, and its trust policy names the service.
 * Whether it may be passed is what AWS says when the plan runs: there is no call that only asks.
 */
export async function checkMachineRole(
  context: Pick<MachineContext, 'aws' | 'where'>,
  { roleArn, name }: { roleArn: string; name: string },
): Promise<RoleCheck> {
  const { accountId } = context.where;
  const owner = targetOfArn(roleArn).accountId;
  if (accountId !== null && owner !== accountId) {
    return wrong(
      `The role belongs to account ${owner}; a state machine takes a role of its own account, ${accountId}.`,
      'Choose a role of this account.',
    );
  }
  const roleName = roleArn.split('/').at(-1) ?? '';
  try {
    return judge(context, await getRole(context.aws, roleName), { roleArn, name });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'not-found') {
      return fine(`Whether the role can be used could not be looked at: ${error.message}`);
    }
    // the sandbox takes any role that was not made in it
    if (context.where.sandbox) return fine();
    return wrong(`There is no role ${roleName}.`, 'Create it first, or choose another.');
  }
}

function judge(
  context: Pick<MachineContext, 'where'>,
  role: Role,
  { roleArn, name }: { roleArn: string; name: string },
): RoleCheck {
  if (role.roleArn !== roleArn) {
    return wrong(`The role’s ARN is ${role.roleArn}.`, 'Use that ARN: the role’s path is part of it.');
  }
  const stateMachineArn = machineArnOf(context, name);
  const { permitted, certain, reason } = permits(role.trustPolicy, {
    principal: 'states.amazonaws.com',
    action: 'sts:AssumeRole',
    resourceArn: roleArn,
    sourceArn: stateMachineArn,
    sourceAccount: targetOfArn(stateMachineArn).accountId,
  });
  if (permitted) return fine();
  if (!certain) return fine(`Whether Step Functions may assume the role cannot be told: ${reason}`);
  return wrong(
    `Step Functions may not assume the role ${role.roleName}.`,
    'Its trust policy must allow sts:AssumeRole to states.amazonaws.com.',
  );
}
