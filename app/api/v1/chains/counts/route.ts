import { apiRoutes } from '@/lib/contract/api-routes';
import { countChains } from '@/lib/queries/count-chains';
import { readDoor } from '../../read-door';

export const GET = readDoor(apiRoutes.countChains, ({ query }) => countChains(query));
