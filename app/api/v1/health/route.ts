import { apiRoutes } from '@/lib/contract/api-routes';
import { getHealth } from '@/lib/queries/get-health';
import { readDoor } from '../read-door';

export const GET = readDoor(apiRoutes.getHealth, () => getHealth());
