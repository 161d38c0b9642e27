import { apiRoutes } from '@/lib/contract/api-routes';
import { getEventBuses } from '@/lib/queries/get-event-buses';
import { readDoor } from '../read-door';

export const GET = readDoor(apiRoutes.listEventBuses, async () => ({
  items: await getEventBuses(),
  nextCursor: null,
}));
