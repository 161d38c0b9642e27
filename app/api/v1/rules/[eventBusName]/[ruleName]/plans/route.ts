import { acceptRuleActPlan } from '@/lib/actions/accept-rule-plan';
import { apiRoutes } from '@/lib/contract/api-routes';
import { writeDoor } from '../../../../write-door';

export const POST = writeDoor(apiRoutes.planRuleAct, ({ params, body }) =>
  acceptRuleActPlan({ ...params, ...body }),
);
