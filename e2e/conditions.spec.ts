import { expect, type Page, test } from '@playwright/test';
import type { ChainSummary } from '../lib/contract/chain.ts';
import type { ConditionDetail } from '../lib/contract/condition.ts';
import type { HopDto } from '../lib/contract/hop.ts';
import { sandboxEvents, watchedBus } from './event-sandbox.ts';
import { address, collectPageErrors, expectAccessible } from './reprise.ts';
import { deployFunction, eventually, invokeEvent, sandboxLambda } from './sandbox.ts';

const lambda = sandboxLambda();
const events = sandboxEvents();

/** Is ready at its fifth run, and knows how often it ran by its input alone. */
const POLLER = `export const handler = async ({ order, attempt = 1 }) =>
  ({ order, attempt: attempt + 1, status: attempt < 5 ? 'PENDING' : 'READY' });`;

async function read<T>(path: string): Promise<T | null> {
  const response = await fetch(address(path));
  return response.ok ? ((await response.json()) as T) : null;
}

async function post<T>(path: string, body: object): Promise<T> {
  const response = await fetch(address(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** A function with a watched bus for its records. */
async function pollerWithBus(prefix: string): Promise<{ bus: string; poller: string }> {
  const bus = `${prefix}-${Date.now()}`;
  const poller = `${bus}-poller`;
  await deployFunction(lambda, poller, POLLER, { TracingConfig: { Mode: 'Active' } });
  await watchedBus(events, bus);
  await eventually(() => read(`/api/v1/functions/${poller}`), 70_000);
  return { bus, poller };
}

async function runPlan(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog').filter({ hasText: 'Acts on' });
  await dialog.getByRole('button', { name: 'Make these changes' }).click();
  await expect(dialog.getByText('Done and verified.')).toBeVisible({ timeout: 40_000 });
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(dialog).toHaveCount(0);
}

/** Opens the editor once the browser has taken it over. */
async function openEditor(page: Page, path = '/conditions/new'): Promise<void> {
  await page.goto(address(path));
  await expect(page.getByRole('heading', { name: 'One condition, three enactments' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Read back' })).toHaveAttribute('aria-busy', 'false', {
    timeout: 30_000,
  });
}

const fill = (page: Page, label: string, value: string) =>
  page
    .getByRole('textbox', { name: label })
    .or(page.getByRole('combobox', { name: label }))
    .fill(value);

async function choose(page: Page, way: string): Promise<void> {
  await page.getByRole('group', { name: 'Carried out by' }).getByRole('button', { name: way }).click();
}

async function save(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: 'Read back' })).toHaveAttribute('aria-busy', 'false');
  await page.getByRole('button', { name: /^Save/ }).click();
}

const likeness = (hops: HopDto[]) =>
  hops.map(({ functionName, status, via, attempt, parentHopId }) => ({
    functionName,
    status,
    via,
    attempt,
    after: hops.findIndex(({ hopId }) => hopId === parentHopId),
  }));

/** The hops of a chain of five that ran one another, once all that was recorded of them has been read. */
async function fiveHops(chain: string, functionName: string, via: string): Promise<HopDto[]> {
  let hops: HopDto[] = [];
  await expect(async () => {
    const page = await read<{ items: HopDto[] }>(`/api/v1/chains/${encodeURIComponent(chain)}/hops`);
    hops = page?.items ?? [];
    const [, ...caused] = likeness(hops);
    expect(hops[0]).toMatchObject({ functionName, status: 'succeeded', parentHopId: null });
    const expected = { functionName, status: 'succeeded', via };
    expect(caused).toEqual([0, 1, 2, 3].map((after) => ({ ...expected, attempt: after + 2, after })));
  }).toPass({ timeout: 90_000 });
  return hops;
}

test.describe('conditions', () => {
  test('one that is written once is rehearsed, deployed in each of the three ways, and makes the same chain of five hops', async ({
    page,
  }) => {
    test.setTimeout(480_000);
    const errors = collectPageErrors(page);
    const { bus, poller } = await pollerWithBus('e2e-cond');
    const name = `until ready ${bus}`;
    await post(`/api/v1/functions/${poller}/invocations`, { payload: { order: 'past' } });

    await openEditor(page, `/conditions/new?function=${poller}`);
    await expect(page.getByRole('combobox', { name: 'Function' })).toHaveValue(poller);
    await fill(page, 'Name', name);
    await page.getByRole('button', { name: 'its answer says so' }).click();
    await expect(page.getByText('responsePayload.status is “PENDING”').first()).toBeVisible();
    await fill(page, 'Most runs of one chain', '10');
    await fill(page, 'Delay before the next run, seconds', '0');
    await fill(page, 'Rate over all chains, runs a second', '100');
    await page.getByRole('button', { name: 'its answer', exact: true }).click();
    await fill(page, 'Event bus for the records', bus);

    const rehearsal = page.getByRole('region', { name: 'Rehearse on history' });
    await expect(async () => {
      await rehearsal.getByRole('button', { name: /^Rehearse/ }).click();
      await expect(rehearsal.getByText('1 of 1 runs judged.')).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: 40_000 });
    await expect(rehearsal.getByText('responsePayload.status=PENDING').first()).toBeVisible();
    for (const way of ['Invoke', 'EventBridge rule', 'State machine']) {
      await expect(page.getByRole('region', { name: way, exact: true })).toBeVisible();
    }
    await expectAccessible(page);

    await save(page);
    await expect(page).toHaveURL(/\/conditions\/[0-9a-f-]{36}/);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByText('Draft', { exact: true })).toBeVisible();
    const conditionId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const conditionAt = `/conditions/${conditionId}`;

    /** Starts a chain, waits for its five hops and looks at it on its page. */
    const chainOf = async (via: string, version: number, start: () => Promise<string>) => {
      const [first, , , , last] = await fiveHops(await start(), poller, via);
      await page.goto(address(`/chains/${encodeURIComponent(first?.chainId ?? '')}?view=table`));
      const rows = page.getByRole('table', { name: 'Hops' }).getByRole('row').filter({ hasText: poller });
      await expect(rows).toHaveCount(5);
      await rows.first().getByRole('button').click();
      await page.getByRole('tab', { name: 'Decision' }).click();
      const decision = page.getByRole('region', { name: `Decision of ${name}` });
      await expect(decision.getByRole('heading', { name: 'Runs again' })).toBeVisible();
      await expect(decision).toContainText(`version ${version}`);
      await expect(decision.getByRole('row').filter({ hasText: 'responsePayload.status' })).toContainText(
        'PENDING',
      );
      await page.goto(
        address(`/chains/${encodeURIComponent(first?.chainId ?? '')}?hop=${last?.hopId}&tab=decision`),
      );
      await expect(decision.getByRole('heading', { name: 'Ends here' })).toBeVisible();
      await expect(decision).toContainText('READY');
      const made = page.getByRole('region', { name: 'Why it ran' });
      await expect(made).toContainText(`version ${version}`);
      await expect(made).toContainText('PENDING');
      await expectAccessible(page);
    };
    const deploy = async (version: number, operations: string[]) => {
      await page.getByRole('button', { name: `Deploy version ${version}` }).click();
      for (const operation of operations) {
        await expect(page.getByRole('dialog').getByRole('heading', { name: operation })).toBeVisible();
      }
      await runPlan(page);
      await expect(page.getByText('Deployed', { exact: true })).toBeVisible();
    };

    await deploy(1, ['PutFunctionEventInvokeConfig']);
    await chainOf('invoke', 1, () => invokeEvent(lambda, poller, { order: 'a' }));

    await openEditor(page, conditionAt);
    await choose(page, 'EventBridge rule');
    await fill(page, 'Counter in the record', 'responsePayload.attempt');
    await save(page);
    await expect(page.getByText('Changed', { exact: true })).toBeVisible();
    await deploy(2, ['PutRule', 'AddPermission', 'PutTargets']);
    await chainOf('eventbridge', 2, () => invokeEvent(lambda, poller, { order: 'b' }));

    await openEditor(page, conditionAt);
    await choose(page, 'State machine');
    await save(page);
    await expect(page.getByText('Changed', { exact: true })).toBeVisible();
    await deploy(3, ['CreateStateMachine', 'CreateRole', 'DeleteRule']);
    const machine = await eventually(async () => {
      const list = await read<{ items: { name: string; conditionId?: string | null }[] }>(
        '/api/v1/state-machines',
      );
      return list?.items.find((each) => each.conditionId === conditionId) ?? null;
    }, 60_000);
    await chainOf('stepfunctions', 3, async () => {
      const started = await post<{ executionArn: string | null; operationId: string }>(
        `/api/v1/state-machines/${machine.name}/executions`,
        { input: JSON.stringify({ order: 'c' }) },
      );
      return eventually(async () => {
        const operation = await read<{ executionArn: string | null }>(
          `/api/v1/operations/${started.operationId}`,
        );
        return operation?.executionArn ?? null;
      });
    });

    await page.goto(address(conditionAt));
    await page.getByRole('tab', { name: /^Versions/ }).click();
    await expect(page.getByRole('row').filter({ hasText: 'State machine' })).toContainText('deployed');
    await page.getByRole('button', { name: 'Remove' }).click();
    await runPlan(page);
    await expect(page.getByText('Draft', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Delete' }).click();
    await runPlan(page);
    await expect(page).toHaveURL(/\/conditions$/);
    expect(await read<ConditionDetail>(`/api/v1/conditions/${conditionId}`)).toBeNull();
    expect(errors).toEqual([]);
  });

  test('the sandbox starts with one of each way, all of the same function', async ({ page }) => {
    const errors = collectPageErrors(page);
    await page.goto(address('/conditions'));
    const examples = page.getByRole('row').filter({ hasText: 'pack-order' });
    await expect(examples).toHaveCount(3, { timeout: 60_000 });
    for (const way of ['Invoke', 'EventBridge rule', 'State machine']) {
      await expect(examples.filter({ hasText: way })).toContainText('Deployed', { timeout: 60_000 });
    }
    await expect(async () => {
      const list = await read<{ items: ChainSummary[] }>('/api/v1/chains?function=pack-order');
      const ways = list?.items.flatMap(({ mechanisms }) => mechanisms);
      expect(ways).toEqual(expect.arrayContaining(['eventbridge', 'invoke', 'stepfunctions']));
    }).toPass({ timeout: 60_000 });
    expect(errors).toEqual([]);
  });
  test('a re-run that waits is shown on its chain, run at once, and the next is cancelled', async ({
    page,
  }) => {
    test.setTimeout(240_000);
    const { bus, poller } = await pollerWithBus('e2e-due');
    const { conditionId } = await post<ConditionDetail>('/api/v1/conditions', {
      conditionId: null,
      name: `later ${bus}`,
      functionName: poller,
      when: '{"responsePayload":{"status":["PENDING"]}}',
      limits: { maxAttempts: 5, delaySeconds: 3600, windowSeconds: null },
      how: 'invoke',
      nextInput: 'response',
      eventBusName: bus,
    });
    await page.goto(address(`/conditions/${conditionId}`));
    await page.getByRole('button', { name: 'Deploy version 1' }).click();
    await runPlan(page);
    const requestId = await invokeEvent(lambda, poller, { order: 'later' });
    await eventually(() => read(`/api/v1/chains/${requestId}`), 40_000);
    await page.goto(address(`/chains/${requestId}`));
    const next = page.getByRole('region', { name: 'Next run' });
    await expect(next).toContainText(/Next run at \d\d:\d\d:\d\d/, { timeout: 40_000 });
    await expect(next).toContainText('attempt 2');
    await expectAccessible(page);
    await next.getByRole('button', { name: 'Run now' }).click();
    await expect(next).toContainText('attempt 3', { timeout: 40_000 });
    await page.goto(address(`/conditions/${conditionId}?tab=results`));
    const due = page.getByRole('region', { name: /^Due re-runs/ });
    await expect(due.getByRole('listitem')).toHaveCount(1);
    await due.getByRole('button', { name: 'Cancel' }).click();
    await expect(due).toHaveCount(0);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await runPlan(page);
    await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  });

  test('what cannot be is said at its field, and nothing is saved', async ({ page }) => {
    test.setTimeout(120_000);
    await openEditor(page, '/conditions/new?as=json');
    await page.getByRole('button', { name: /^Save/ }).click();
    await expect(page.getByText(/fields need a look/)).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await fill(page, 'Name', 'a/b');
    await expect(page.getByText('Letters, digits, space and . : _ -')).toBeVisible();
    for (const [label, value, says] of [
      ['Most runs of one chain', '0', 'A whole number from 2 to 10,000.'],
      ['Delay before the next run, seconds', '-1', /^From 0 to 31,536,000 seconds, a year\.$/],
      ['Budget of one chain, USD', '0', /^More than 0, up to 1,000,000/],
      ['Rate over all chains, runs a second', '1e9', 'More than 0, up to 1,000.'],
      ['Window from the first run, seconds', '1e12', /^A whole number from 1 to 31,536,000/],
    ] as const) {
      await fill(page, label, value);
      await expect(page.getByText(says)).toBeVisible();
    }
    const when = page.getByRole('textbox', { name: 'When, JSON' });
    await when.fill('{\n  "responsePayload": "PENDING"\n}');
    await expect(page.getByRole('button', { name: 'Go there' })).toBeVisible();
    await when.fill('{"requestContext":{"condition":["Perhaps"]}}');
    await expect(page.getByText(/It can never match/).first()).toBeVisible();
    await when.fill('{"version":["1.0"]}');
    await expect(page.getByText(/It matches every result/).first()).toBeVisible();
    await choose(page, 'EventBridge rule');
    await fill(page, 'Counter in the record', 'attempt');
    await expect(page.getByText('Such as responsePayload.attempt', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await expect(page).toHaveURL(/\/conditions\/new/);
  });

  test('unsaved edits are asked about before they are left', async ({ page }) => {
    await openEditor(page);
    await fill(page, 'Name', 'half written');
    const leave = () =>
      page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Rules' }).click();
    await leave();
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Keep editing' }).click();
    await expect(question).toHaveCount(0);
    await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('half written');
    await leave();
    await question.getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(page).toHaveURL(/\/rules$/);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 390]) {
      test(`is accessible in ${colorScheme} at ${width} px`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 844 });
        await page.goto(address('/conditions'));
        await expect(page.getByRole('heading', { level: 1, name: 'Conditions' })).toBeVisible();
        await expectAccessible(page);
        await openEditor(
          page,
          `/conditions/new?when=${encodeURIComponent('{"responsePayload":{"done":[false]}}')}`,
        );
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThan(1);
      });
    }
  }
});
