import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../domain/app-error.ts';
import { readEnv } from '../runtime/env.ts';
import { type Runtime, runtimeSlot } from '../runtime/runtime.ts';
import { defineAction } from './define-action.ts';

const logged: object[] = [];
function run(settings: Record<string, string>) {
  const note = (fields: object) => logged.push(fields);
  const runtime = { env: readEnv(settings), logger: { info: note, error: note } };
  runtimeSlot().current = Promise.resolve(runtime as unknown as Runtime);
}
beforeEach(() => run({}));
afterEach(() => {
  runtimeSlot().current = null;
  logged.length = 0;
});

const input = z.object({ name: z.string().min(2, 'Too short'), list: z.array(z.number()).default([]) });
const actionOf = (act: (given: z.output<typeof input>) => unknown) =>
  defineAction({ name: 'test', input, run: async (_runtime, given) => act(given) });

describe('defineAction', () => {
  it('returns what the service does', async () => {
    const action = actionOf(({ name, list }) => [name, list]);
    expect(await action({ name: 'ab' })).toEqual({ ok: true, value: ['ab', []] });
    expect(logged).toEqual([{ action: 'test' }]);
  });

  it.each([
    [{ name: 'a' }, 'name', 'Too short'],
    [{ name: 'ab', list: [1, 'x'] }, 'list.1', 'expected number'],
    [null, '', 'expected object'],
    [undefined, '', 'expected object'],
    ['{"name":"ab"}', '', 'expected object'],
  ])('refuses %j beside the field and does nothing', async (given, field, message) => {
    let ran = false;
    const action = actionOf(() => {
      ran = true;
    });
    const result = await action(given as never);
    expect(result).toMatchObject({ ok: false, problem: { code: 'invalid-input', field } });
    expect(result.ok ? '' : result.problem.message).toContain(message);
    expect(ran).toBe(false);
  });

  it('tells an expected failure in its own words', async () => {
    const action = actionOf(() => {
      throw new AppError('throttled', 'Slow down.', {
        nextStep: 'Wait.',
        awsCode: 'TooManyRequestsException',
      });
    });
    expect(await action({ name: 'ab' })).toEqual({
      ok: false,
      problem: {
        code: 'throttled',
        message: 'Slow down.',
        nextStep: 'Wait.',
        awsCode: 'TooManyRequestsException',
        field: null,
      },
    });
  });

  it.each([new Error('password=secret'), 'secret', undefined])(
    'masks %s and logs it under its ID',
    async (thrown) => {
      const action = actionOf(() => {
        throw thrown;
      });
      const result = await action({ name: 'ab' });
      expect(result).toMatchObject({ ok: false, problem: { code: 'internal' } });
      expect(JSON.stringify(result)).not.toContain('secret');
      const [{ errorId, err }] = logged as [{ errorId: string; err: unknown }];
      expect(err).toBe(thrown);
      expect(JSON.stringify(result)).toContain(errorId);
    },
  );

  it('refuses in a read-only dashboard', async () => {
    run({ REPRISE_READ_ONLY: 'on' });
    const action = actionOf(() => 'done');
    expect(await action({ name: 'ab' })).toMatchObject({ ok: false, problem: { code: 'forbidden' } });
  });

  it('does not throw where no runtime was started', async () => {
    runtimeSlot().current = null;
    expect(await actionOf(() => 1)({ name: 'ab' })).toMatchObject({
      ok: false,
      problem: { code: 'internal' },
    });
  });
});
