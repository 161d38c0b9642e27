import { apiRoutes } from '@/lib/contract/api-routes';
import { getRule } from '@/lib/queries/get-rule';
import { readDoor } from '../../../read-door';

export const GET = readDoor(apiRoutes.getRule, ({ params }) => getRule(params));
