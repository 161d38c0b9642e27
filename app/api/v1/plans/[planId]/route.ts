import { apiRoutes } from '@/lib/contract/api-routes';
import { getPlan } from '@/lib/queries/get-plan';
import { readDoor } from '../../read-door';

export const GET = readDoor(apiRoutes.getPlan, ({ params }) => getPlan(params.planId));
