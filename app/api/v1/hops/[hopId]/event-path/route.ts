import { apiRoutes } from '@/lib/contract/api-routes';
import { getEventPath } from '@/lib/queries/get-event-path';
import { readDoor } from '../../../read-door';

export const GET = readDoor(apiRoutes.getEventPath, ({ params }) => getEventPath(params.hopId));
