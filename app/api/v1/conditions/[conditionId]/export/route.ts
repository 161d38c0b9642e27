import { apiRoutes } from '@/lib/contract/api-routes';
import { getConditionExport } from '@/lib/queries/get-condition-export';
import { readDoor } from '../../../read-door';

export const GET = readDoor(apiRoutes.exportCondition, ({ params, query }) =>
  getConditionExport({ ...params, ...query }),
);
