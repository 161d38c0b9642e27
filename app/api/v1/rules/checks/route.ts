import { apiRoutes } from '@/lib/contract/api-routes';
import { getRuleCheck } from '@/lib/queries/get-rule-check';
import { askDoor } from '../../write-door';

export const POST = askDoor(apiRoutes.checkRule, ({ body }) => getRuleCheck(body));
