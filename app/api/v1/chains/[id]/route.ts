import { apiRoutes } from '@/lib/contract/api-routes';
import { getChain } from '@/lib/queries/get-chain';
import { mustExist } from '../../must-exist';
import { readDoor } from '../../read-door';

export const GET = readDoor(apiRoutes.getChain, async ({ params }) =>
  mustExist(await getChain(params.id), 'chain', 'id'),
);
