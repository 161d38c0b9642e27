import { apiRoutes } from '@/lib/contract/api-routes';
import { getRehearsal } from '@/lib/queries/get-rehearsal';
import { readDoor } from '../../../read-door';

export const GET = readDoor(apiRoutes.getRehearsal, ({ params }) => getRehearsal(params.rehearsalId));
