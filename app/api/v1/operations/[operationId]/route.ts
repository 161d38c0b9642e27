import { apiRoutes } from '@/lib/contract/api-routes';
import { getOperation } from '@/lib/queries/get-operation';
import { mustExist } from '../../must-exist';
import { readDoor } from '../../read-door';

export const GET = readDoor(apiRoutes.getOperation, async ({ params }) =>
  mustExist(await getOperation(params.operationId), 'operation', 'operationId'),
);
