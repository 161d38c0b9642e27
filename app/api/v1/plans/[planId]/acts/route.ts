import { acceptPlanAct } from '@/lib/actions/accept-plan-act';
import { apiRoutes } from '@/lib/contract/api-routes';
import { getPlan } from '@/lib/queries/get-plan';
import { writeDoor } from '../../../write-door';

export const POST = writeDoor(apiRoutes.actOnPlan, async ({ params, body }) => {
  await acceptPlanAct(params.planId, body);
  return getPlan(params.planId);
});
