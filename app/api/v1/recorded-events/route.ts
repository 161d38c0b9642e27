import { apiRoutes } from '@/lib/contract/api-routes';
import { getRecordedEvents } from '@/lib/queries/get-recorded-events';
import { readDoor } from '../read-door';

export const GET = readDoor(apiRoutes.listRecordedEvents, ({ query }) => getRecordedEvents(query));
