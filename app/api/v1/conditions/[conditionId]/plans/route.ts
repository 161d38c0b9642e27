import { acceptConditionAct } from '@/lib/actions/accept-condition';
import { apiRoutes } from '@/lib/contract/api-routes';
import { writeDoor } from '../../../write-door';

export const POST = writeDoor(apiRoutes.planConditionAct, ({ params, body }) =>
  acceptConditionAct({ ...params, ...body }),
);
