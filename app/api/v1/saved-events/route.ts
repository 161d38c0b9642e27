import { apiRoutes } from '@/lib/contract/api-routes';
import { getSavedEvents } from '@/lib/queries/get-saved-events';
import { readDoor } from '../read-door';

export const GET = readDoor(apiRoutes.listSavedEvents, async () => ({
  items: await getSavedEvents(),
  nextCursor: null,
}));
