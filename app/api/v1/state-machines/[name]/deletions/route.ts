import { acceptDeleteStateMachinePlan } from '@/lib/actions/accept-state-machine';
import { apiRoutes } from '@/lib/contract/api-routes';
import { writeDoor } from '../../../write-door';

export const POST = writeDoor(apiRoutes.planDeleteStateMachine, ({ params }) =>
  acceptDeleteStateMachinePlan(params.name),
);
