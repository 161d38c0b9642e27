import { apiRoutes } from '@/lib/contract/api-routes';
import { chartChains } from '@/lib/queries/chart-chains';
import { readDoor } from '../../read-door';

export const GET = readDoor(apiRoutes.chartChains, ({ query }) => chartChains(query));
