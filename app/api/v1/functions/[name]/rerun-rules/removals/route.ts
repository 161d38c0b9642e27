import { acceptRerunRemovalPlan } from '@/lib/actions/accept-rule-plan';
import { apiRoutes } from '@/lib/contract/api-routes';
import { writeDoor } from '../../../../write-door';

export const POST = writeDoor(apiRoutes.planRemoveRerunRule, ({ params, body }) =>
  acceptRerunRemovalPlan({ functionName: params.name, ...body }),
);
