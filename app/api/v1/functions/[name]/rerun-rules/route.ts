import { acceptRerunPlan } from '@/lib/actions/accept-rule-plan';
import { apiRoutes } from '@/lib/contract/api-routes';
import { getRerunRules } from '@/lib/queries/get-rerun-rules';
import { readDoor } from '../../../read-door';
import { writeDoor } from '../../../write-door';

export const GET = readDoor(apiRoutes.listRerunRules, ({ params }) => getRerunRules(params.name));
export const POST = writeDoor(apiRoutes.planRerunRule, ({ params, body }) =>
  acceptRerunPlan({ functionName: params.name, ...body }),
);
