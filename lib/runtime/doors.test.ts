import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DoorRequest, judgeRequest } from './doors.ts';

const read: DoorRequest = {
  method: 'GET',
  path: '/',
  host: '127.0.0.1:3000',
  origin: null,
  secFetchSite: null,
  contentType: null,
};
const apiWrite: DoorRequest = {
  ...read,
  method: 'POST',
  path: '/api/v1/functions/poller/invocations',
  contentType: 'application/json',
};
const statusOf = (request: Partial<DoorRequest>, base = read, allowed: string[] = []) =>
  judgeRequest({ ...base, ...request }, allowed)?.status ?? 200;

describe('the host', () => {
  it.each([
    ['127.0.0.1:3000', 200],
    ['127.8.9.1', 200],
    ['localhost:3000', 200],
    ['LOCALHOST', 200],
    ['[::1]:3000', 200],
    ['evil.example', 421],
    ['127.0.0.1.evil.example', 421],
    ['localhost.evil.example:3000', 421],
    ['evil.example#127.0.0.1', 421],
    ['user@127.0.0.1', 421],
    ['', 421],
    [null, 421],
    ['dash.example:8443', 421],
  ])('%j answers %i', (host, status) => {
    expect(statusOf({ host })).toBe(status);
  });

  it('may be named in the settings, with or without a port', () => {
    expect(statusOf({ host: 'dash.example:8443' }, read, ['dash.example'])).toBe(200);
    expect(statusOf({ host: 'Dash.Example:8443' }, read, ['dash.example:8443'])).toBe(200);
    expect(statusOf({ host: 'dash.example:8444' }, read, ['dash.example:8443'])).toBe(421);
  });

  it('is refused before anything else for reads and writes alike', () => {
    expect(statusOf({ host: 'evil.example', origin: 'http://evil.example' }, apiWrite)).toBe(421);
  });
});

describe('writes', () => {
  it.each([
    [{}, 200],
    [{ origin: 'http://127.0.0.1:3000' }, 200],
    [{ origin: 'http://127.0.0.1:3001' }, 403],
    [{ origin: 'http://localhost:3000' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ secFetchSite: 'cross-site' }, 403],
    [{ secFetchSite: 'same-origin', origin: 'http://127.0.0.1:3000' }, 200],
    [{ contentType: 'text/plain' }, 415],
    [{ contentType: null }, 415],
    [{ contentType: 'application/jsonp' }, 415],
    [{ contentType: 'application/json; charset=utf-8' }, 200],
    [{ contentType: 'Application/JSON' }, 200],
    [{ method: 'DELETE', contentType: 'application/x-www-form-urlencoded' }, 415],
  ] as const)('%j answers %i at the API', (request, status) => {
    expect(statusOf(request, apiWrite)).toBe(status);
  });

  it('of pages are server actions, which choose their own content type', () => {
    const action = { method: 'POST', path: '/chains/c1', contentType: 'text/plain;charset=UTF-8' };
    expect(statusOf(action)).toBe(200);
    expect(statusOf({ ...action, origin: 'https://evil.example' })).toBe(403);
  });

  it('may come from an origin named in the settings', () => {
    const foreign = { origin: 'https://dash.example' };
    expect(statusOf(foreign, apiWrite, ['dash.example'])).toBe(200);
  });
});

it('no host but loopback comes in without being named', () => {
  fc.assert(
    fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.string()), (host) => {
      const loopback = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost)(:\d{1,5})?$/i.test(host);
      expect(statusOf({ host }) === 200).toBe(loopback);
    }),
  );
});
