import { permits } from '../../../domain/resource-policy.ts';
import type { RoleStore } from './role-store.ts';

/** What a service wants to do with a role. */
interface RoleUse {
  /** the service that assumes it, such as `states.amazonaws.com` */
  principal: string;
  /** null where only being assumed is asked */
  action: string | null;
  resourceArn: string;
  /** the machine, rule or function that it is used for */
  sourceArn: string;
}

export type JudgeRole = (roleArn: string, use: RoleUse) => { permitted: boolean; reason: string };

/** Whether the role lets the service do it. A role that was not created here may do everything. */
export function createJudgeRole(store: RoleStore, accountId: string): JudgeRole {
  return (roleArn, { principal, action, resourceArn, sourceArn }) => {
    const role = store.findByArn(roleArn);
    if (role === undefined) return { permitted: true, reason: 'The role was not created here.' };
    const request = { principal, sourceArn, sourceAccount: accountId };
    const trusted = permits(role.trustPolicy, {
      ...request,
      action: 'sts:AssumeRole',
      resourceArn: role.arn,
    });
    if (!trusted.permitted) {
      return { permitted: false, reason: `${principal} is not authorized to assume the role ${role.arn}` };
    }
    if (action === null) return { permitted: true, reason: trusted.reason };
    const policy = JSON.stringify({
      Statement: Object.values(role.policies).flatMap(statementsFor(principal)),
    });
    if (permits(policy, { ...request, action, resourceArn }).permitted) {
      return { permitted: true, reason: `A policy of ${role.name} permits it.` };
    }
    const user = `arn:aws:sts::${accountId}:assumed-role/${role.name}/sandbox`;
    return {
      permitted: false,
      reason: `User: ${user} is not authorized to perform: ${action} on resource: ${resourceArn} because no identity-based policy allows the ${action} action`,
    };
  };
}

/** The statements of a role's own policy, which name no principal: the role itself is it. */
function statementsFor(principal: string) {
  return (policyText: string): unknown[] => {
    const policy: unknown = JSON.parse(policyText);
    const given =
      typeof policy === 'object' && policy !== null && 'Statement' in policy ? policy.Statement : [];
    const statements: unknown[] = Array.isArray(given) ? given : [given];
    return statements.map((statement) =>
      typeof statement === 'object' && statement !== null
        ? { ...statement, Principal: { Service: principal } }
        : statement,
    );
  };
}
