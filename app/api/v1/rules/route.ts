import { acceptSavePlan } from '@/lib/actions/accept-rule-plan';
import { apiRoutes } from '@/lib/contract/api-routes';
import { getRules } from '@/lib/queries/get-rules';
import { readDoor } from '../read-door';
import { writeDoor } from '../write-door';

export const GET = readDoor(apiRoutes.listRules, ({ query }) => getRules(query));
export const POST = writeDoor(apiRoutes.planSaveRule, ({ body }) => acceptSavePlan(body));
