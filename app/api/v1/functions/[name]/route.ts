import { apiRoutes } from '@/lib/contract/api-routes';
import { getFunction } from '@/lib/queries/get-function';
import { mustExist } from '../../must-exist';
import { readDoor } from '../../read-door';

export const GET = readDoor(apiRoutes.getFunction, async ({ params }) =>
  mustExist(await getFunction(params.name), 'function', 'name'),
);
