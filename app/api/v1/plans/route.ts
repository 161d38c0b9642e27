import { apiRoutes } from '@/lib/contract/api-routes';
import { getStoppedPlans } from '@/lib/queries/get-stopped-plans';
import { readDoor } from '../read-door';

export const GET = readDoor(apiRoutes.listPlans, async () => ({
  items: await getStoppedPlans(),
  nextCursor: null,
}));
