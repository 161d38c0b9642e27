import { apiRoutes } from '@/lib/contract/api-routes';
import { getChainHops } from '@/lib/queries/get-chain-hops';
import { mustExist } from '../../../must-exist';
import { readDoor } from '../../../read-door';

export const GET = readDoor(apiRoutes.listChainHops, async ({ params, query }) =>
  mustExist(await getChainHops(params.id, query), 'chain', 'id'),
);
