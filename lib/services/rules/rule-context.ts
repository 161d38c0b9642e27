import type { ServiceContext } from '../service-context.ts';

/** What the services of rules need besides: whose account they act in. */
export interface RuleContext extends ServiceContext {
  where: { accountId: string | null; region: string };
}
