import { apiRoutes } from '@/lib/contract/api-routes';
import { getEvent } from '@/lib/queries/get-event';
import { mustExist } from '../../must-exist';
import { readDoor } from '../../read-door';

export const GET = readDoor(apiRoutes.getEvent, async ({ params }) =>
  mustExist(await getEvent(params.eventKey), 'event', 'eventKey'),
);
