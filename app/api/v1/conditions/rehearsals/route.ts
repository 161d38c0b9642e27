import { apiRoutes } from '@/lib/contract/api-routes';
import { getNewRehearsal } from '@/lib/queries/get-rehearsal';
import { askDoor } from '../../write-door';

export const POST = askDoor(apiRoutes.startRehearsal, ({ body }) => getNewRehearsal(body));
