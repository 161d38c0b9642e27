import { z } from 'zod';
import type { ApiRoute } from '@/lib/contract/api-route';
import { apiRoutes } from '@/lib/contract/api-routes';
import { zProblem } from '@/lib/contract/problem';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the automation API, made from the schemas that its handlers parse and answer by. */
export function openApiDocument(version: string): Json {
  const schemas: Json = { Problem: jsonSchema(zProblem, 'output') };
  const paths: Record<string, Json> = {};
  for (const [operationId, route] of Object.entries<ApiRoute>(apiRoutes)) {
    const operations = paths[route.path] ?? {};
    operations[route.method.toLowerCase()] = operation(operationId, route, schemas);
    paths[route.path] = operations;
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Reprise automation API',
      version,
      description: 'Reads chains of re-invocations and runs functions. Times are ISO 8601 in UTC.',
    },
    servers: [{ url: '/' }],
    paths,
    components: { schemas },
  };
}

function operation(operationId: string, route: ApiRoute, schemas: Json): Json {
  const responses: Json = {};
  for (const [status, schema] of Object.entries(route.answers)) {
    const name = `${operationId[0]?.toUpperCase()}${operationId.slice(1)}${status === '200' ? '' : status}`;
    schemas[name] = jsonSchema(schema, 'output');
    responses[status] = {
      description: route.summary,
      content: { [route.stream ?? 'application/json']: { schema: { $ref: `#/components/schemas/${name}` } } },
    };
  }
  for (const status of [...route.problems, 'default']) {
    responses[status] = {
      description: 'What went wrong, and what helps',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return {
    operationId,
    summary: route.summary,
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...(route.headers === undefined ? [] : parameters(route.headers, 'header')),
    ],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchema(route.body, 'input') } },
          },
        }),
    responses,
  };
}

function parameters(schema: z.ZodObject, where: 'path' | 'query' | 'header'): Json[] {
  const { properties = {} } = jsonSchema(schema, 'input') as { properties?: Record<string, Json> };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: where === 'path' || !schema.shape[name]?.safeParse(undefined).success,
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
