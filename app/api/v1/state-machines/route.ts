import { acceptSaveStateMachinePlan } from '@/lib/actions/accept-state-machine';
import { apiRoutes } from '@/lib/contract/api-routes';
import { getStateMachines } from '@/lib/queries/get-state-machines';
import { readDoor } from '../read-door';
import { writeDoor } from '../write-door';

export const GET = readDoor(apiRoutes.listStateMachines, () => getStateMachines());
export const POST = writeDoor(apiRoutes.planSaveStateMachine, ({ body }) => acceptSaveStateMachinePlan(body));
