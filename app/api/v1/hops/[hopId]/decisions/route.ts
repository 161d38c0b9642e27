import { apiRoutes } from '@/lib/contract/api-routes';
import { getHopDecisions } from '@/lib/queries/get-condition-decisions';
import { readDoor } from '../../../read-door';

export const GET = readDoor(apiRoutes.getHopDecisions, ({ params }) => getHopDecisions(params.hopId));
