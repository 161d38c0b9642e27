import { acceptExecutionAct } from '@/lib/actions/accept-state-machine';
import { apiRoutes } from '@/lib/contract/api-routes';
import { getOperation } from '@/lib/queries/get-operation';
import { mustExist } from '../../../../../must-exist';
import { writeDoor } from '../../../../../write-door';
import { executionResponse } from '../../execution-response';

export const POST = writeDoor(apiRoutes.actOnExecution, async ({ params, body }) => {
  const operationId = await acceptExecutionAct(params, body);
  return executionResponse(mustExist(await getOperation(operationId), 'operation', 'operationId'));
});
