import { apiRoutes } from '@/lib/contract/api-routes';
import { getStateMachine } from '@/lib/queries/get-state-machine';
import { readDoor } from '../../read-door';

export const GET = readDoor(apiRoutes.getStateMachine, ({ params }) => getStateMachine(params));
