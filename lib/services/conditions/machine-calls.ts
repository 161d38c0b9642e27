import { describeStateMachine } from '../../aws/describe-state-machine.ts';
import { getRole } from '../../aws/get-role.ts';
import { nullWhereAbsent } from '../../aws/null-where-absent.ts';
import type { PlanProposal } from '../plan/propose-plan.ts';
import type { ServiceContext } from '../service-context.ts';
import type { DeployedResources } from './deployed-resources.ts';

type Machine = NonNullable<DeployedResources['machine']>;
type Role = NonNullable<DeployedResources['role']>;
type Calls = PlanProposal['calls'];
type Context = Pick<ServiceContext, 'aws'>;

export const POLICY_NAME = 'run-the-function';

/** The role and its policy, then the state machine that takes it. */
export async function saveMachineCalls(
  context: Context,
  { machine, role }: { machine: Machine; role: Role | null },
): Promise<Calls> {
  const { name, stateMachineArn, definition, roleArn } = machine;
  const found = await nullWhereAbsent(describeStateMachine(context.aws, stateMachineArn));
  return [
    ...(role === null ? [] : await saveRoleCalls(context, role)),
    found === null || found.status === 'DELETING'
      ? { operation: 'CreateStateMachine', input: { name, type: 'STANDARD', definition, roleArn } }
      : { operation: 'UpdateStateMachine', input: { stateMachineArn, definition, roleArn } },
  ];
}

async function saveRoleCalls({ aws }: Context, role: Role): Promise<Calls> {
  const found = await nullWhereAbsent(getRole(aws, role.roleName));
  const create = {
    operation: 'CreateRole',
    input: {
      RoleName: role.roleName,
      AssumeRolePolicyDocument: role.trustPolicy,
      Description: 'Lets a state machine of Reprise run its function',
    },
  };
  return [
    ...(found === null ? [create] : []),
    {
      operation: 'PutRolePolicy',
      input: { RoleName: role.roleName, PolicyName: POLICY_NAME, PolicyDocument: role.rolePolicy },
    },
  ];
}

/** Nothing where it is gone already. */
export async function deleteMachineCalls({ aws }: Context, { stateMachineArn }: Machine): Promise<Calls> {
  const found = await nullWhereAbsent(describeStateMachine(aws, stateMachineArn));
  if (found === null || found.status === 'DELETING') return [];
  return [{ operation: 'DeleteStateMachine', input: { stateMachineArn } }];
}

/** A role with a policy cannot be deleted. */
export async function deleteRoleCalls({ aws }: Context, { roleName }: Role): Promise<Calls> {
  if ((await nullWhereAbsent(getRole(aws, roleName))) === null) return [];
  return [
    { operation: 'DeleteRolePolicy', input: { RoleName: roleName, PolicyName: POLICY_NAME } },
    { operation: 'DeleteRole', input: { RoleName: roleName } },
  ];
}

/** A state machine cannot be switched off: it ends at once instead, and says why. Running executions go on. */
export function pausedDefinition(name: string): string {
  return JSON.stringify(
    {
      Comment: `Condition ${name} is paused`,
      StartAt: 'Paused',
      States: {
        Paused: { Type: 'Fail', Error: 'ConditionPaused', Cause: 'The condition is paused in Reprise.' },
      },
    },
    null,
    2,
  );
}
