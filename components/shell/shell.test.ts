import { describe, expect, it } from 'vitest';
import { activeNavHref } from './nav-items';
import { whereWords } from './where-words.model';

it.each([
  ['/', '/'],
  ['/chains/abc', '/'],
  ['/functions', '/functions'],
  ['/functions/poller', '/functions'],
  ['/events', '/events'],
  ['/events/new', '/events'],
  ['/rules/orders/retry', '/rules'],
  ['/state-machines/poller/executions/one', '/state-machines'],
  ['/conditions', '/conditions'],
  ['/health', '/health'],
  ['/elsewhere', null],
])('%s belongs to %s', (path, href) => {
  expect(activeNavHref(path)).toBe(href);
});

describe('whereWords', () => {
  const where = {
    sandbox: false,
    accountId: '123456789012',
    accountAlias: null,
    region: 'eu-west-1',
    endpoint: null,
  };
  it('names the sandbox, the alias, the account, or that it is not known', () => {
    expect(whereWords({ ...where, sandbox: true }).name).toBe('Sandbox');
    expect(whereWords({ ...where, accountAlias: 'acme' })).toEqual({
      name: 'acme',
      detail: '123456789012 eu-west-1',
    });
    expect(whereWords(where)).toEqual({ name: 'AWS 123456789012', detail: 'eu-west-1' });
    expect(whereWords({ ...where, accountId: null }).name).toBe('AWS, account unknown');
  });
});
