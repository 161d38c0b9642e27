import { apiRoutes } from '@/lib/contract/api-routes';
import { getHopLogs } from '@/lib/queries/get-hop-logs';
import { readDoor } from '../../../read-door';

export const GET = readDoor(apiRoutes.getHopLogs, ({ params, query }) => getHopLogs(params.hopId, query));
