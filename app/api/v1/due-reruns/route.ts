import { apiRoutes } from '@/lib/contract/api-routes';
import { getDueReruns } from '@/lib/queries/get-due-reruns';
import { readDoor } from '../read-door';

export const GET = readDoor(apiRoutes.listDueReruns, ({ query }) => getDueReruns(query));
