import { apiRoutes } from '@/lib/contract/api-routes';
import { getRuleExport } from '@/lib/queries/get-rule-export';
import { readDoor } from '../../../../read-door';

export const GET = readDoor(apiRoutes.exportRule, ({ params, query }) =>
  getRuleExport({ ...params, ...query }),
);
