import { acceptWatchPlan } from '@/lib/actions/accept-events';
import { apiRoutes } from '@/lib/contract/api-routes';
import { writeDoor } from '../../../write-door';

export const POST = writeDoor(apiRoutes.planWatchBus, ({ params, body }) =>
  acceptWatchPlan({ ...params, ...body }),
);
