import { apiRoutes } from '@/lib/contract/api-routes';
import { getHopDetail } from '@/lib/queries/get-hop-detail';
import { mustExist } from '../../must-exist';
import { readDoor } from '../../read-door';

export const GET = readDoor(apiRoutes.getHop, async ({ params }) =>
  mustExist(await getHopDetail(params.hopId), 'hop', 'hopId'),
);
