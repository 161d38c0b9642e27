import { apiRoutes } from '@/lib/contract/api-routes';
import { getEventsForecast } from '@/lib/queries/get-events-forecast';
import { askDoor } from '../../write-door';

export const POST = askDoor(apiRoutes.previewEvents, ({ body }) => getEventsForecast(body.entries));
