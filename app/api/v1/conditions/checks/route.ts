import { apiRoutes } from '@/lib/contract/api-routes';
import { getConditionCheck } from '@/lib/queries/get-condition-check';
import { askDoor } from '../../write-door';

export const POST = askDoor(apiRoutes.checkCondition, ({ body }) => getConditionCheck(body));
