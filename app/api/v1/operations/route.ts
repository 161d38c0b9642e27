import { apiRoutes } from '@/lib/contract/api-routes';
import { getUnconfirmedOperations } from '@/lib/queries/get-unconfirmed-operations';
import { readDoor } from '../read-door';

export const GET = readDoor(apiRoutes.listOperations, async () => ({
  items: await getUnconfirmedOperations(),
  nextCursor: null,
}));
