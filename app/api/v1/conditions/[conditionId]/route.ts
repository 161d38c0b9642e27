import { apiRoutes } from '@/lib/contract/api-routes';
import { getCondition } from '@/lib/queries/get-condition';
import { readDoor } from '../../read-door';

export const GET = readDoor(apiRoutes.getCondition, ({ params }) => getCondition(params));
