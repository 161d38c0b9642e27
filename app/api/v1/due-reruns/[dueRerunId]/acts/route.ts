import { acceptDueRerunAct } from '@/lib/actions/accept-condition';
import { apiRoutes } from '@/lib/contract/api-routes';
import { writeDoor } from '../../../write-door';

export const POST = writeDoor(apiRoutes.actOnDueRerun, ({ params, body }) =>
  acceptDueRerunAct({ ...params, ...body }),
);
