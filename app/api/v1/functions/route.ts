import { apiRoutes } from '@/lib/contract/api-routes';
import { getFunctions } from '@/lib/queries/get-functions';
import { readDoor } from '../read-door';

export const GET = readDoor(apiRoutes.listFunctions, ({ query }) => getFunctions(query));
