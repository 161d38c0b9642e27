import { acceptCondition } from '@/lib/actions/accept-condition';
import { apiRoutes } from '@/lib/contract/api-routes';
import { getConditions } from '@/lib/queries/get-conditions';
import { readDoor } from '../read-door';
import { writeDoor } from '../write-door';

export const GET = readDoor(apiRoutes.listConditions, () => getConditions());
export const POST = writeDoor(apiRoutes.saveCondition, ({ body }) => acceptCondition(body));
