import { apiRoutes } from '@/lib/contract/api-routes';
import { getPathOfEvent } from '@/lib/queries/get-event-path';
import { readDoor } from '../../../read-door';

export const GET = readDoor(apiRoutes.getPathOfEvent, ({ params }) => getPathOfEvent(params.eventKey));
