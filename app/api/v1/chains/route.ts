import { apiRoutes } from '@/lib/contract/api-routes';
import { getChains } from '@/lib/queries/get-chains';
import { readDoor } from '../read-door';

export const GET = readDoor(apiRoutes.listChains, ({ query }) => getChains(query));
