import { apiRoutes } from '@/lib/contract/api-routes';
import { getSavedPayloads } from '@/lib/queries/get-saved-payloads';
import { readDoor } from '../../../read-door';

export const GET = readDoor(apiRoutes.listSavedPayloads, async ({ params }) => ({
  items: await getSavedPayloads(params.name),
  nextCursor: null,
}));
