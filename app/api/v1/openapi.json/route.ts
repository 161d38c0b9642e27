import { apiRoutes } from '@/lib/contract/api-routes';
import { getRuntime } from '@/lib/runtime/runtime';
import { openApiDocument } from '../openapi-document';
import { readDoor } from '../read-door';

export const GET = readDoor(apiRoutes.getOpenApi, async () => openApiDocument((await getRuntime()).version));
