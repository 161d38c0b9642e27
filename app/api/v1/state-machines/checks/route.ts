import { apiRoutes } from '@/lib/contract/api-routes';
import { getDefinitionCheck } from '@/lib/queries/get-definition-check';
import { askDoor } from '../../write-door';

export const POST = askDoor(apiRoutes.checkDefinition, ({ body }) => getDefinitionCheck(body));
