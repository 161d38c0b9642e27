import { apiRoutes } from '@/lib/contract/api-routes';
import { getExecution } from '@/lib/queries/get-execution';
import { readDoor } from '../../../../read-door';

export const GET = readDoor(apiRoutes.getExecution, ({ params }) => getExecution(params));
