import http from 'node:http';
import net from 'node:net';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeQueriesCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, ListEndpointsCommand } from '@aws-sdk/client-eventbridge';
import { LambdaClient, ListLayersCommand } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxService } from './service.ts';
import { startTestServices, type TestServices } from './testing/start-test-services.ts';

const SIGNED = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKID/20261123/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

/** A service that fails in ways no service should. */
const broken: SandboxService = {
  signingName: 'broken',
  protocol: 'json-1.1',
  maxBodyBytes: 1_000,
  operationOf: () => 'Break',
  handle: () => Promise.reject(new TypeError('secret detail')),
};

let sandbox: TestServices;
beforeAll(async () => {
  sandbox = await startTestServices({ extra: [broken] });
});
afterAll(() => sandbox.stop());

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

function send(
  options: { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  const { method = 'POST', path = '/', headers = {}, body = '' } = options;
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(sandbox.client.endpoint);
    const request = http.request({ hostname, port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

const describeGroups = {
  authorization: SIGNED('logs'),
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'Logs_20140328.DescribeLogGroups',
};

describe('the door', () => {
  it('lets signed requests of loopback hosts in', async () => {
    for (const host of ['127.0.0.1:4566', 'localhost', 'LOCALHOST:1', '[::1]:80', '127.1.2.3']) {
      expect(await send({ headers: { ...describeGroups, host }, body: '{}' })).toMatchObject({ status: 200 });
    }
  });

  it.each([
    ['an Origin', { ...describeGroups, origin: 'http://127.0.0.1:3000' }, 'AccessDeniedException'],
    ['a null Origin', { ...describeGroups, origin: 'null' }, 'AccessDeniedException'],
    ['a foreign Host', { ...describeGroups, host: 'evil.example' }, 'AccessDeniedException'],
    [
      'a Host that begins like loopback',
      { ...describeGroups, host: '127.0.0.1.evil.example' },
      'AccessDeniedException',
    ],
    ['no signature', { ...describeGroups, authorization: '' }, 'MissingAuthenticationTokenException'],
    [
      'another scheme',
      { ...describeGroups, authorization: 'Bearer x' },
      'MissingAuthenticationTokenException',
    ],
    [
      'a broken scope',
      { ...describeGroups, authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c, x' },
      'MissingAuthenticationTokenException',
    ],
  ])('refuses %s', async (_name, headers, code) => {
    const answer = await send({ headers, body: '{}' });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body)).toMatchObject({ __type: code });
    expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('guards its own routes as well', async () => {
    const path = '/_sandbox/status';
    expect(await send({ method: 'GET', path })).toMatchObject({ status: 200 });
    expect(await send({ method: 'GET', path, headers: { origin: 'http://x' } })).toMatchObject({
      status: 403,
    });
    expect(await send({ method: 'GET', path, headers: { host: 'x' } })).toMatchObject({ status: 403 });
  });
});

describe('garbage', () => {
  it.each([
    ['broken JSON', '{"a":'],
    ['an array', '[]'],
    ['a string', '"x"'],
    ['null', 'null'],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['a wrong type', '{"limit":"five"}'],
    ['deep nesting', '['.repeat(100_000)],
  ])('%s is a SerializationException', async (_name, body) => {
    const answer = await send({ headers: describeGroups, body });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ __type: 'SerializationException' });
  });

  it('a path that is not percent-encoded UTF-8 is refused', async () => {
    expect(await send({ path: '/%ff', headers: describeGroups, body: '{}' })).toMatchObject({ status: 400 });
  });

  it('a body above the limit is refused, announced or not', async () => {
    const headers = { authorization: SIGNED('broken') };
    const body = 'x'.repeat(1_001);
    expect(await send({ headers, body })).toMatchObject({ status: 413 });
    const chunked = await send({ headers: { ...headers, 'transfer-encoding': 'chunked' }, body });
    expect(chunked.status).toBe(413);
  });

  it('what is no HTTP at all is answered with 400 and harms nobody', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = net.connect(Number(new URL(sandbox.client.endpoint).port), '127.0.0.1');
      socket.on('data', (data) => resolve(data.toString()));
      socket.write('\u0000\u0001garbage\r\n\r\n');
    });
    expect(answer).toMatch(/^HTTP\/1.1 400/);
    expect(await send({ headers: describeGroups, body: '{}' })).toMatchObject({ status: 200 });
  });

  it('a bug is InternalFailure without its text, and is told', async () => {
    const answer = await send({ headers: { authorization: SIGNED('broken') } });
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toMatchObject({ __type: 'InternalFailure' });
    expect(answer.body).not.toContain('secret');
    expect(sandbox.bugs.splice(0)).toHaveLength(1);
  });

  it('a caller that leaves in the middle of its body is no bug', async () => {
    const { port } = new URL(sandbox.client.endpoint);
    await new Promise<void>((resolve) => {
      const headers = { ...describeGroups, 'content-length': '100' };
      const request = http.request({ port, method: 'POST', headers });
      request.on('error', () => resolve());
      request.write('{', () => request.destroy(new Error('gone')));
    });
    expect(await send({ headers: describeGroups, body: '{}' })).toMatchObject({ status: 200 });
    expect(sandbox.bugs).toEqual([]);
  });
});

describe('what it does not know, through the SDK', () => {
  it.each([
    [
      'logs',
      () => new CloudWatchLogsClient(sandbox.client).send(new DescribeQueriesCommand({})),
      'UnknownOperationException',
      'DescribeQueries',
    ],
    [
      'events',
      () => new EventBridgeClient(sandbox.client).send(new ListEndpointsCommand({})),
      'UnknownOperationException',
      'AWSEvents.ListEndpoints',
    ],
    [
      'an unknown REST service',
      () => new LambdaClient(sandbox.client).send(new ListLayersCommand({})),
      'UnknownOperationException',
      'GET /2018-10-31/layers',
    ],
    [
      'sts',
      () => new STSClient(sandbox.client).send(new GetSessionTokenCommand({})),
      'InvalidAction',
      'GetSessionToken',
    ],
  ])('%s: the error names the operation', async (_name, call, code, operation) => {
    await expect(call()).rejects.toMatchObject({ name: code, message: expect.stringContaining(operation) });
  });
});

describe('request IDs and identity', () => {
  it('answers each request with an ID of its own', async () => {
    const logs = new CloudWatchLogsClient(sandbox.client);
    const ids = new Set<string | undefined>();
    for (let i = 0; i < 3; i++)
      ids.add((await logs.send(new DescribeLogGroupsCommand({}))).$metadata.requestId);
    expect(ids.size).toBe(3);
    expect(ids.has(undefined)).toBe(false);
  });

  it('says who calls', async () => {
    const identity = await new STSClient(sandbox.client).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({
      Account: '000000000000',
      Arn: 'arn:aws:iam::000000000000:user/sandbox',
    });
  });
});
