import {
  DescribeRuleCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  GetPolicyCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { ACCOUNT, sandboxEvents, watchedBus } from './event-sandbox.ts';
import { address, collectPageErrors, expectAccessible } from './reprise.ts';
import { deployFunction, eventually, invokeEvent, sandboxLambda } from './sandbox.ts';

const lambda = sandboxLambda();
const events = sandboxEvents();

/** Publishes that an order is pending, and names the event in its marker. */
const PUBLISHER = `
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
const events = new EventBridgeClient({});
export const handler = async (input, context) => {
  const { Entries: [{ EventId: eventId }] } = await events.send(new PutEventsCommand({ Entries: [{
    EventBusName: input.bus, Source: 'shop', DetailType: 'Order', Detail: JSON.stringify({ status: 'PENDING' }) }] }));
  console.log(JSON.stringify({ rerun: { v: 1, via: 'eventbridge', requestId: context.awsRequestId, next: { eventId } } }));
  return eventId;
};`;
/** Says which event ran it. */
const ECHO = `export const handler = async (event, context) => {
  console.log(JSON.stringify({ rerun: { v: 1, via: 'eventbridge', requestId: context.awsRequestId,
    parent: { eventId: event.id } } }));
  return event.detail;
};`;
/** Asks for a further run by its answer alone. */
const COUNTER = `export const handler = async ({ attempt }) => ({ attempt: attempt + 1, done: attempt >= 3 });`;

async function known(name: string): Promise<void> {
  await eventually(
    async () => ((await fetch(address(`/api/v1/functions/${name}`))).ok ? true : null),
    70_000,
  );
}

async function runPlan(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog').filter({ hasText: 'Exact input' });
  await dialog.getByRole('button', { name: 'Make these changes' }).click();
  await expect(dialog.getByText('Done and verified.')).toBeVisible({ timeout: 40_000 });
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(dialog).toHaveCount(0);
}

/** Opens the editor once the browser has taken it over. */
async function openEditor(page: Page, path: string): Promise<void> {
  await page.goto(address(path));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(/TestEventPattern/)).toBeVisible({ timeout: 30_000 });
}

const field = (page: Page, name: string): Locator => page.getByRole('group', { name: `Field ${name}` });

async function writeRule(page: Page, rule: { name: string; target: string }): Promise<void> {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(rule.name);
  await field(page, 'source').getByRole('textbox', { name: 'Value 1 of source' }).fill('shop');
  await field(page, 'detail-type').getByRole('textbox', { name: 'Value 1 of detail-type' }).fill('Order');
  await page.getByRole('combobox', { name: /^Target 1/ }).fill(rule.target);
}

test.describe('rules', () => {
  test('a rule from the editor runs the function, and five ways to break it are explained on the chain page', async ({
    page,
  }) => {
    test.setTimeout(420_000);
    const errors = collectPageErrors(page);
    const bus = `e2e-rule-${Date.now()}`;
    const publisher = `${bus}-publisher`;
    const target = `${bus}-target`;
    const name = 'again';
    await deployFunction(lambda, publisher, PUBLISHER, { TracingConfig: { Mode: 'Active' } });
    await deployFunction(lambda, target, ECHO, { TracingConfig: { Mode: 'Active' } });
    await watchedBus(events, bus);
    await known(target);

    await openEditor(page, `/rules/new?bus=${bus}`);
    await writeRule(page, { name, target });
    await page.getByRole('button', { name: 'Add a field' }).click();
    await expect(
      field(page, 'this field').getByRole('combobox', { name: 'Field', exact: true }),
    ).toBeFocused();
    await page.keyboard.type('detail.status');
    await field(page, 'detail.status')
      .getByRole('textbox', { name: /Value 1/ })
      .fill('PENDING');
    await expect(page.getByText('detail.status is “PENDING”')).toBeVisible();
    await page.getByRole('button', { name: /^Plan the change/ }).click();
    const plan = page.getByRole('dialog');
    for (const operation of ['PutRule', 'AddPermission', 'PutTargets']) {
      await expect(plan.getByRole('heading', { name: new RegExp(operation) })).toBeVisible();
    }
    await expectAccessible(page);
    await runPlan(page);
    await expect(page).toHaveURL(new RegExp(`/rules/${bus}/${name}`));
    await expect(page.getByText('Nothing stands in the way.')).toBeVisible();

    /** Runs the publisher and answers its request ID. */
    const run = () => invokeEvent(lambda, publisher, { bus });
    const requestId = await eventually(async () => {
      const id = await run();
      const hops = async () => {
        const response = await fetch(address(`/api/v1/chains/${id}`));
        return response.ok ? ((await response.json()) as { hopCount: number }).hopCount : 0;
      };
      return eventually(async () => ((await hops()) === 2 ? id : null), 20_000).catch(() => null);
    }, 90_000);
    await page.goto(address(`/chains/${requestId}`));
    await expect(page.getByRole('row').filter({ hasText: target })).toHaveCount(1);

    const explained = async (says: RegExp, broken: string) => {
      await expect(async () => {
        const id = await run();
        await eventually(async () => ((await fetch(address(`/api/v1/chains/${id}`))).ok ? true : null));
        await page.goto(address(`/chains/${id}`));
        await page.getByRole('row').filter({ hasText: publisher }).first().click();
        const walk = page.getByRole('region', { name: 'Why did it not arrive?' });
        await expect(walk).toBeVisible({ timeout: 20_000 });
        await expect(walk.getByRole('listitem').filter({ hasText: 'broken here' })).toContainText(broken, {
          timeout: 15_000,
        });
        await expect(walk.getByRole('status').first()).toContainText(says);
      }).toPass({ timeout: 80_000 });
    };
    const rule = { Rule: name, EventBusName: bus };
    const described = await events.send(new DescribeRuleCommand({ Name: name, EventBusName: bus }));
    const { Targets: targets = [] } = await events.send(new ListTargetsByRuleCommand(rule));

    await page.goto(address(`/rules/${bus}/${name}`));
    await page.getByRole('button', { name: 'Disable' }).click();
    await runPlan(page);
    await expect(page.getByText('Disabled', { exact: true })).toBeVisible();
    await explained(/again .*disabled/, 'A rule is enabled');
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Enable rule again/ }).click();
    await runPlan(page);

    await openEditor(page, `/rules/${bus}/${name}/edit`);
    await field(page, 'detail.status')
      .getByRole('textbox', { name: /Value 1/ })
      .fill('DONE');
    await expect(page.getByText(/detail\.status is .PENDING., the rule wants .DONE./).first()).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await runPlan(page);
    await explained(/detail\.status is .PENDING., the rule wants .DONE./, 'Its pattern matches');
    await events.send(
      new PutRuleCommand({ Name: name, EventBusName: bus, EventPattern: described.EventPattern }),
    );

    await events.send(new RemoveTargetsCommand({ ...rule, Ids: targets.map(({ Id }) => Id ?? '') }));
    await explained(/no target/, 'It targets the function');
    await events.send(new PutTargetsCommand({ ...rule, Targets: targets }));

    const policy = await lambda.send(new GetPolicyCommand({ FunctionName: target }));
    const { Statement: statements } = JSON.parse(policy.Policy ?? '{}') as { Statement: { Sid: string }[] };
    for (const { Sid } of statements) {
      await lambda.send(new RemovePermissionCommand({ FunctionName: target, StatementId: Sid }));
    }
    await explained(/may not invoke/, 'It may invoke the function');
    await page
      .getByRole('button', { name: /^Allow|permission/i })
      .first()
      .click();
    await runPlan(page);

    await lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: target, ReservedConcurrentExecutions: 0 }),
    );
    await explained(/reserved concurrency .* is 0/, 'The function had room');
    await page.getByRole('button', { name: /^Lift the reserved concurrency/ }).click();
    await runPlan(page);
    expect(errors).toEqual([]);
  });

  test('a loop that nothing ends is saved only by who was told so in words', async ({ page }) => {
    test.setTimeout(180_000);
    const bus = `e2e-loop-${Date.now()}`;
    const target = `${bus}-function`;
    await deployFunction(lambda, target, ECHO);
    await watchedBus(events, bus);
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: target,
        DestinationConfig: {
          OnSuccess: { Destination: `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/${bus}` },
        },
      }),
    );
    await known(target);
    const pattern = JSON.stringify({ source: ['lambda'] });
    await openEditor(page, `/rules/new?${new URLSearchParams({ bus, pattern })}`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('endless');
    await page.getByRole('combobox', { name: /^Target 1/ }).fill(target);
    await expect(page.getByText('Loop without an end:')).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Plan the change/ }).click();
    const told = page.getByRole('dialog', { name: /feeds itself/ });
    await expect(told).toContainText('again and again without an end');
    await expect(told.getByRole('button', { name: 'Plan it all the same' })).toBeDisabled();
    await expectAccessible(page);
    await told.getByRole('button', { name: 'Back to the pattern' }).click();
    await page.getByRole('button', { name: /^Plan the change/ }).click();
    await told.getByRole('checkbox', { name: /no end and want it/ }).check();
    await told.getByRole('button', { name: 'Plan it all the same' }).click();
    await expect(page.getByRole('dialog').getByRole('heading', { name: /PutRule/ })).toBeVisible();
    // a plan outlives its page
    await expect(page).toHaveURL(/plan=/);
    await page.reload();
    await expect(page.getByRole('dialog').getByRole('heading', { name: /PutRule/ })).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(page).not.toHaveURL(/plan=/);
    const kept = await events
      .send(new DescribeRuleCommand({ Name: 'endless', EventBusName: bus }))
      .catch(() => null);
    expect(kept).toBeNull();
  });

  test('a rule is exported, copied, and deleted with its targets and the permission that only it used', async ({
    page,
  }) => {
    test.setTimeout(180_000);
    const bus = `e2e-export-${Date.now()}`;
    const target = `${bus}-function`;
    await deployFunction(lambda, target, ECHO);
    await watchedBus(events, bus);
    await known(target);
    await openEditor(page, `/rules/new?bus=${bus}`);
    await writeRule(page, { name: 'first', target });
    await page.keyboard.press('Control+Enter');
    await runPlan(page);
    await page.getByRole('tab', { name: 'Export' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('aws events put-rule');
    await page.getByRole('button', { name: 'Terraform' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('aws_cloudwatch_event_rule');
    await expect(page).toHaveURL(/format=terraform/);
    await page.getByRole('button', { name: 'CloudFormation' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('AWS::Events::Rule');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Duplicate' }).click();
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('first-copy');
    await page.goBack();
    await page.getByRole('button', { name: 'Delete' }).click();
    const plan = page.getByRole('dialog');
    for (const operation of ['RemoveTargets', 'DeleteRule', 'RemovePermission']) {
      await expect(plan.getByRole('heading', { name: new RegExp(operation) })).toBeVisible();
    }
    await runPlan(page);
    await expect(page).toHaveURL(/\/rules$/);
    await expect(page.getByRole('row').filter({ hasText: bus }).filter({ hasText: 'first' })).toHaveCount(0);
    expect(await lambda.send(new GetPolicyCommand({ FunctionName: target })).catch(() => null)).toBeNull();
  });

  test('what AWS would refuse is said at its field, and nothing is planned', async ({ page }) => {
    await openEditor(page, '/rules/new?as=json');
    await page.getByRole('button', { name: /^Plan the change/ }).click();
    await expect(page.getByText(/fields need a look/)).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('a b');
    await expect(page.getByText(/A rule name has 1 to 64/)).toBeVisible();
    const pattern = page.getByRole('textbox', { name: 'Event pattern, JSON' });
    await pattern.fill('{\n  "source": "shop"\n}');
    await expect(
      page.getByText(/Event pattern is not valid. Reason: "source" must be an object or an array/),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: 'Go there' })).toBeVisible();
    await pattern.fill(JSON.stringify({ source: ['x'.repeat(2100)] }));
    await expect(page.getByText(/Event pattern size/).first()).toBeVisible();
    await pattern.fill(JSON.stringify({ source: ['x'.repeat(4100)] }));
    await expect(page.getByText(/takes at most 4096/)).toBeVisible();
    await pattern.fill(JSON.stringify({ source: ['x'], $or: [{ a: [1] }, { b: [2] }] }));
    await page.getByRole('button', { name: 'Form', exact: true }).click();
    await expect(page.getByText(/The form cannot show this part/)).toBeVisible();
    await page.getByRole('combobox', { name: /^Target 1/ }).fill('no-such-function');
    await expect(page.getByText(/An ARN looks like/)).toBeVisible();
    await page.getByRole('button', { name: 'Template' }).click();
    await page.getByRole('textbox', { name: /^Input template/ }).fill('{"status": <status>');
    await expect(page.getByText(/does not yield JSON/)).toBeVisible();
    for (let count = 1; count < 5; count++) await page.getByRole('button', { name: 'Add a target' }).click();
    await expect(page.getByRole('button', { name: 'Add a target' })).toBeDisabled();
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('a function runs again by its own records until its counter ends it, and is left as it was', async ({
    page,
  }) => {
    test.setTimeout(240_000);
    const bus = `e2e-records-${Date.now()}`;
    const name = `${bus}-function`;
    await deployFunction(lambda, name, COUNTER, { TracingConfig: { Mode: 'Active' } });
    await watchedBus(events, bus);
    await known(name);
    await page.goto(address(`/functions/${name}`));
    await page.getByRole('button', { name: 'Run again by destination' }).click();
    const dialog = page.getByRole('dialog', { name: /by destination/ });
    await dialog.getByRole('combobox', { name: 'Event bus' }).fill(bus);
    await expect(dialog.getByText(/EventBridge cannot count/)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /^Plan the change/ }).click();
    await expect(page.getByText('PutFunctionEventInvokeConfig').first()).toBeVisible();
    await runPlan(page);
    const section = page.getByRole('region', { name: 'Runs again by rule' });
    await expect(section.getByRole('link', { name: `${name.slice(0, 47)}-again-on-success` })).toBeVisible();
    await eventually(async () => {
      const requestId = await invokeEvent(lambda, name, { attempt: 1 });
      return eventually(async () => {
        const response = await fetch(address(`/api/v1/chains/${requestId}`));
        return response.ok && ((await response.json()) as { hopCount: number }).hopCount === 3 ? true : null;
      }, 25_000).catch(() => null);
    }, 100_000);
    await section.getByRole('button', { name: /^Remove / }).click();
    await runPlan(page);
    await expect(section.getByText(/^Not yet\./)).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 390]) {
      test(`is accessible in ${colorScheme} at ${width} px`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 844 });
        await page.goto(address('/rules'));
        await expect(page.getByRole('link', { name: 'payment-pending' })).toBeVisible();
        await expectAccessible(page);
        await page.getByRole('link', { name: 'payment-pending' }).click();
        await expect(page.getByRole('heading', { level: 1, name: 'payment-pending' })).toBeVisible();
        await expectAccessible(page);
        await openEditor(page, '/rules/orders/payment-pending/edit');
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThan(1);
      });
    }
  }
});
