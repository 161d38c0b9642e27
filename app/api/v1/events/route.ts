import { acceptEvents } from '@/lib/actions/accept-events';
import { apiRoutes } from '@/lib/contract/api-routes';
import { getEvents } from '@/lib/queries/get-events';
import { getOperation } from '@/lib/queries/get-operation';
import { mustExist } from '../must-exist';
import { readDoor } from '../read-door';
import { writeDoor } from '../write-door';
import { publishResponse } from './publish-response';

export const GET = readDoor(apiRoutes.listEvents, ({ query }) => getEvents(query));

export const POST = writeDoor(apiRoutes.publishEvents, async ({ body, idempotencyKey }) => {
  const operationId = await acceptEvents({ ...body, idempotencyKey });
  return publishResponse(mustExist(await getOperation(operationId), 'operation', 'operationId'));
});
