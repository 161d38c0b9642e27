import { acceptExecution } from '@/lib/actions/accept-state-machine';
import { apiRoutes } from '@/lib/contract/api-routes';
import { getExecutions } from '@/lib/queries/get-executions';
import { getOperation } from '@/lib/queries/get-operation';
import { mustExist } from '../../../must-exist';
import { readDoor } from '../../../read-door';
import { writeDoor } from '../../../write-door';
import { executionResponse } from './execution-response';

export const GET = readDoor(apiRoutes.listExecutions, ({ params, query }) =>
  getExecutions({ ...params, ...query }),
);

export const POST = writeDoor(apiRoutes.startExecution, async ({ params, body, idempotencyKey }) => {
  const { input, name = null, hopId = null } = body;
  const request = { stateMachineName: params.name, input, name, hopId, idempotencyKey };
  const operationId = await acceptExecution(request);
  return executionResponse(mustExist(await getOperation(operationId), 'operation', 'operationId'));
});
