import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ApiRoute } from '@/lib/contract/api-route';
import { apiRoutes } from '@/lib/contract/api-routes';
import { openApiDocument } from './openapi-document';

const zSchema = z.record(z.string(), z.unknown());
const zContent = z.record(z.string(), z.strictObject({ schema: zSchema }));
const zOperation = z.strictObject({
  operationId: z.string(),
  summary: z.string().min(5),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean(),
      description: z.string().optional(),
      schema: zSchema,
    }),
  ),
  requestBody: z.strictObject({ required: z.literal(true), content: zContent }).optional(),
  responses: z.record(
    z.string().regex(/^[2-5]\d\d$|^default$/),
    z.strictObject({ description: z.string().min(1), content: zContent }),
  ),
});
/** What the OpenAPI 3.1 specification demands of the parts that are used here. */
const zDocument = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d$/),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.strictObject({ url: z.string() })),
  paths: z.record(z.string().startsWith('/api/v1/'), z.record(z.string().regex(/^(get|post)$/), zOperation)),
  components: z.strictObject({ schemas: z.record(z.string().regex(/^[A-Za-z0-9]+$/), zSchema) }),
});

const document = zDocument.parse(JSON.parse(JSON.stringify(openApiDocument('1.2.3'))));
const operations = Object.entries(document.paths).flatMap(([route, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route, method: method.toUpperCase(), operation })),
);

/** `GET /api/v1/chains/{id}` of every route file and each method that it exports. */
function routeFiles(): string[] {
  const root = path.resolve('app/api/v1');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts')
    .flatMap((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const url = `/api/v1/${path.dirname(file).replaceAll(/\[(\w+)\]/g, '{$1}')}`;
      return [...text.matchAll(/^export (?:const|async function) (GET|POST|PUT|PATCH|DELETE)\b/gm)].map(
        ([, method]) => `${method} ${url}`,
      );
    });
}

describe('the OpenAPI document', () => {
  it('names every route file and its methods, and nothing else', () => {
    const named = operations.map(({ method, route }) => `${method} ${route}`);
    expect(named.sort()).toEqual(routeFiles().sort());
    expect(named).toHaveLength(Object.keys(apiRoutes).length);
  });

  it('has an operation ID of its own for each', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(operations)('declares exactly the path parameters of $method $route', ({ route, operation }) => {
    const inPath = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = operation.parameters.filter((parameter) => parameter.in === 'path');
    expect(declared.map(({ name }) => name)).toEqual(inPath);
    expect(declared.every(({ required }) => required)).toBe(true);
  });

  it('refers only to schemas that are there, and uses each', () => {
    const used = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect([...new Set(used)].sort()).toEqual(Object.keys(document.components.schemas).sort());
    expect(JSON.stringify(document)).not.toContain('$schema');
  });

  it('asks for no query parameter that has a default', () => {
    const required = operations.flatMap(({ operation }) =>
      operation.parameters.filter((parameter) => parameter.in !== 'path' && parameter.required),
    );
    expect(required.map(({ name }) => name)).toEqual(['status', 'status', 'bus', 'format', 'format']);
  });

  it('names each success status, and a problem for anything else', () => {
    for (const { operation } of operations) {
      const route: ApiRoute | undefined = Object.entries(apiRoutes).find(
        ([id]) => id === operation.operationId,
      )?.[1];
      const statuses = Object.keys(operation.responses);
      expect(statuses).toEqual(expect.arrayContaining([...Object.keys(route?.answers ?? {}), 'default']));
    }
  });

  it('says what the issue asks of chains and hops', () => {
    const listed = (name: string) => JSON.stringify(document.components.schemas[name]);
    for (const field of [
      'chainId',
      'traceId',
      'rootFunction',
      'mechanisms',
      'hopCount',
      'durationMs',
      'costUsd',
    ]) {
      expect(listed('ListChains')).toContain(`"${field}"`);
    }
    for (const field of [
      'hopId',
      'parentHopId',
      'via',
      'billedDurationMs',
      'coldStart',
      'evidence',
      'tail',
    ]) {
      expect(listed('ListChainHops')).toContain(`"${field}"`);
    }
  });
});
