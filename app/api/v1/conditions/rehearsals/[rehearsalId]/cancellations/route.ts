import { apiRoutes } from '@/lib/contract/api-routes';
import { getCancelledRehearsal } from '@/lib/queries/get-rehearsal';
import { askDoor } from '../../../../write-door';

export const POST = askDoor(apiRoutes.cancelRehearsal, ({ params }) =>
  getCancelledRehearsal(params.rehearsalId),
);
