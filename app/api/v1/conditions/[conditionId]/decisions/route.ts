import { apiRoutes } from '@/lib/contract/api-routes';
import { getConditionDecisions } from '@/lib/queries/get-condition-decisions';
import { readDoor } from '../../../read-door';

export const GET = readDoor(apiRoutes.listConditionDecisions, ({ params, query }) =>
  getConditionDecisions({ ...params, ...query }),
);
