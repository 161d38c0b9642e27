import type { LogsContext } from './logs-context.ts';

type Body = Record<string, unknown>;

export const resourcePolicyOperations = {
  PutResourcePolicy: (context: LogsContext, body: Body) => context.policies.put(context.region, body),
  DescribeResourcePolicies: (context: LogsContext) => context.policies.describe(context.region),
  DeleteResourcePolicy: (context: LogsContext, body: Body) => context.policies.delete(context.region, body),
};
