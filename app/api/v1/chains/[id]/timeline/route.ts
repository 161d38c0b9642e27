import { apiRoutes } from '@/lib/contract/api-routes';
import { getChainTimeline } from '@/lib/queries/get-chain-timeline';
import { mustExist } from '../../../must-exist';
import { readDoor } from '../../../read-door';

export const GET = readDoor(apiRoutes.getChainTimeline, async ({ params, query }) =>
  mustExist(await getChainTimeline(params.id, query.since), 'chain', 'id'),
);
