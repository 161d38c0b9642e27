import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import { expect, type Page, test } from '@playwright/test';
import { address, collectPageErrors, expectAccessible } from './reprise.ts';
import { deployFunction, eventually, sandboxLambda } from './sandbox.ts';

const ACCOUNT = '000000000000';
const lambda = sandboxLambda();
const events = new EventBridgeClient({
  endpoint: process.env.REPRISE_SANDBOX_URL ?? '',
  region: 'us-east-1',
  credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
});
/** Says which event ran it, and logs that event. */
const ECHO = `export const handler = async (event, context) => {
  console.log(JSON.stringify({ rerun: { v: 1, via: 'eventbridge', requestId: context.awsRequestId,
    parent: { eventId: event.id }, input: event } }));
  return { seen: event.detail };
};`;

/** A bus of the test's own with a function that a rule runs for `pattern`. */
async function busWithRule(name: string, pattern: object): Promise<void> {
  const functionArn = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}`;
  await deployFunction(lambda, name, ECHO, { TracingConfig: { Mode: 'Active' } });
  await events.send(new CreateEventBusCommand({ Name: name }));
  await events.send(
    new PutRuleCommand({ Name: `${name}-rule`, EventBusName: name, EventPattern: JSON.stringify(pattern) }),
  );
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: name,
      StatementId: 'rule',
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: `arn:aws:events:us-east-1:${ACCOUNT}:rule/${name}/${name}-rule`,
    }),
  );
  const target = { Id: 'run', Arn: functionArn };
  await events.send(new PutTargetsCommand({ Rule: `${name}-rule`, EventBusName: name, Targets: [target] }));
}

interface Written {
  source: string;
  detailType: string;
  detail?: string;
}

async function write(page: Page, number: number, entry: Written): Promise<void> {
  const card = page.getByRole('region', { name: `Event ${number}`, exact: true });
  await card.getByRole('combobox', { name: 'Source' }).fill(entry.source);
  await card.getByRole('combobox', { name: 'Detail-type' }).fill(entry.detailType);
  if (entry.detail !== undefined) await card.getByRole('textbox', { name: /^Detail,/ }).fill(entry.detail);
}

/** Opens the form on `bus` once the browser has taken it over. */
async function openForm(page: Page, bus: string): Promise<void> {
  await page.goto(address(`/events/new?bus=${bus}`));
  await expect(page.getByRole('combobox', { name: 'Source' })).toBeEditable();
}

const fault = (method: 'POST' | 'DELETE', body?: object) =>
  fetch(new URL('/_sandbox/faults', process.env.REPRISE_SANDBOX_URL), {
    method,
    headers: { 'x-sandbox-control': '1', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

test.describe('events', () => {
  test.afterEach(() => fault('DELETE'));

  test('names that differ letter by letter are caught before anything is sent, with both reasons', async ({
    page,
  }) => {
    const name = `e2e-mismatch-${Date.now()}`;
    await busWithRule(name, { source: ['my.event.source'], 'detail-type': ['MyEvent'] });
    await openForm(page, name);
    await write(page, 1, { source: 'mySource', detailType: 'myDetailType' });
    const forecast = page.getByRole('region', { name: 'What would happen' });
    await expect(forecast.getByRole('status')).toContainText(/Nothing matches/);
    await expect(forecast).toContainText(/source is .mySource., the rule wants .my\.event\.source./);
    await expect(forecast).toContainText(/detail-type is .myDetailType., the rule wants .MyEvent./);
    await expect(forecast.getByRole('link', { name: /Edit the nearest rule/ })).toHaveAttribute(
      'href',
      `/rules/${name}/${name}-rule/edit`,
    );
    await expect(page.getByRole('button', { name: /^Publish 1 event .* reaches nothing/ })).toBeVisible();
    await expectAccessible(page);
    await write(page, 1, { source: 'my.event.source', detailType: 'MyEvent' });
    await expect(forecast.getByRole('status')).toContainText(new RegExp(`runs ${name}`));
    await expect(page.getByRole('button', { name: `Publish 1 event to ${name}` })).toBeVisible();
  });

  test('an event that a rule matches runs the function, which the chain page shows', async ({ page }) => {
    const errors = collectPageErrors(page);
    const name = `e2e-publish-${Date.now()}`;
    await busWithRule(name, { source: ['shop'], detail: { status: ['PENDING'] } });
    await openForm(page, name);
    await write(page, 1, {
      source: 'shop',
      detailType: 'Order',
      detail: '{"status":"PENDING","n":12345678901234567890}',
    });
    await expect(page.getByText(new RegExp(`runs ${name}`))).toBeVisible();
    await page.getByRole('button', { name: /^Publish 1 event/ }).dblclick();
    await expect(page.getByRole('heading', { name: 'Published events' })).toBeVisible();
    await expect(page.getByText('The event is on the bus.')).toBeVisible();
    await expect(page).toHaveURL(/operation=/);
    await page
      .getByRole('list', { name: 'Entries' })
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .click();
    await expect(page).toHaveURL(/\/chains\//);
    await expect(page.getByText('EventBridge').first()).toBeVisible();
    await expect(page.getByRole('link', { name: `${name}-rule` })).toBeVisible();
    await page.getByRole('tab', { name: 'Payload' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('"PENDING"');
    await page.getByRole('tab', { name: 'Overview' }).click();
    await expectAccessible(page);
    // from the hop: the same event again, in the same chain
    await page.getByRole('link', { name: 'Publish an event from here' }).click();
    await expect(page.getByRole('combobox', { name: 'Source' })).toHaveValue('shop');
    await expect(page.getByRole('textbox', { name: /^Detail,/ })).toHaveValue(/12345678901234567890/);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('link', { name: 'Open the chain' }).click();
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(2);
    expect(errors).toEqual([]);
  });

  test('an entry that failed is told of alone, and tried again alone', async ({ page }) => {
    const name = `e2e-partial-${Date.now()}`;
    await busWithRule(name, { source: ['shop'] });
    await openForm(page, name);
    await write(page, 1, { source: 'shop', detailType: 'Good' });
    await page.getByRole('button', { name: 'Add an event' }).click();
    await expect(
      page.getByRole('region', { name: 'Event 2' }).getByRole('combobox', { name: 'Source' }),
    ).toBeFocused();
    await write(page, 2, { source: 'shop', detailType: 'Unlucky' });
    await fault('POST', { kind: 'entry-failed', text: 'Unlucky', count: 1 });
    await page.getByRole('button', { name: `Publish 2 events to ${name}` }).click();
    await expect(page.getByText('1 of 2 events was refused.')).toBeVisible();
    const entries = page.getByRole('list', { name: 'Entries' });
    await expect(entries.getByRole('listitem').filter({ hasText: 'Good' })).toContainText('on the bus');
    await expect(entries.getByRole('listitem').filter({ hasText: 'Unlucky' }).first()).toContainText(
      'refused',
    );
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Try the failed one again' }).click();
    await expect(page.getByRole('combobox', { name: 'Detail-type' })).toHaveValue('Unlucky');
    await expect(page.getByRole('region', { name: 'Event 2' })).toHaveCount(0);
    await page.getByRole('button', { name: /^Publish 1 event/ }).click();
    await expect(page.getByText('The event is on the bus.')).toBeVisible();
    await page.goto(address(`/events?bus=${name}&origin=failed`));
    await expect(page.getByRole('row').filter({ hasText: 'Unlucky' })).toHaveCount(1);
    await page.goto(address(`/events?bus=${name}`));
    await expect(page.getByRole('row').filter({ hasText: 'Unlucky' })).toHaveCount(2);
    await expect(page.getByRole('row').filter({ hasText: 'Good' })).toHaveCount(1);
  });

  test('what cannot be sent is refused at its field', async ({ page }) => {
    await openForm(page, 'default');
    await write(page, 1, { source: 'aws.ec2', detailType: 'x', detail: '{\n "a": ,\n}' });
    const card = page.getByRole('region', { name: 'Event 1' });
    await expect(card.getByText(/kept for AWS/)).toBeVisible();
    await expect(card.getByText(/line 2, column 7/i)).toBeVisible();
    await expect(page.getByRole('button', { name: /^Publish 1 event/ })).toBeDisabled();
    for (let count = 1; count < 10; count++) {
      await page.getByRole('button', { name: `Duplicate Event ${count}` }).click();
    }
    await expect(page.getByRole('button', { name: 'Add an event' })).toBeDisabled();
    await expect(page.getByText('PutEvents takes no more in one call')).toBeVisible();
  });

  test('a bus is watched by a plan, and what others publish on it is seen and explained', async ({
    page,
  }) => {
    const name = `e2e-watch-${Date.now()}`;
    await busWithRule(name, { source: ['my.event.source'] });
    await page.goto(address('/events?buses=true'));
    await page.getByRole('button', { name: `Watch bus ${name}` }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('PutRule');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /Make these changes/ }).click();
    await expect(dialog.getByText(/Done and verified/)).toBeVisible({ timeout: 30_000 });
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await expect(page.getByRole('button', { name: `Stop watching bus ${name}` })).toBeVisible();
    await eventually(async () => {
      const entry = { EventBusName: name, Source: 'mySource', DetailType: 'Stranger', Detail: '{}' };
      await events.send(new PutEventsCommand({ Entries: [entry] }));
      const seen = await (await fetch(address(`/api/v1/events?bus=${name}&origin=seen`))).json();
      return seen.items.length > 0 ? true : null;
    }, 60_000);
    await page.goto(address(`/events?bus=${name}&caused=nothing`));
    await page.getByRole('link', { name: 'Stranger' }).first().click();
    await expect(page).toHaveURL(/event=/);
    const walk = page.getByRole('region', { name: 'Why did nothing run?' });
    await expect(walk.getByText('broken here')).toBeVisible();
    await expect(walk).toContainText(/my\.event\.source/);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/event=/);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 390]) {
      test(`is accessible in ${colorScheme} at ${width} px`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 844 });
        await page.goto(address('/events?range=365d'));
        await expect(page.getByRole('heading', { name: 'Events', level: 1 })).toBeVisible();
        await page.getByRole('row').getByRole('link').first().click();
        await expect(
          page.getByRole('complementary', { name: 'Event' }).getByRole('heading', { level: 2 }),
        ).toBeVisible();
        await expectAccessible(page);
        await page.goto(address('/events/new'));
        await expect(page.getByRole('combobox', { name: 'Source' })).toBeEditable();
        await expectAccessible(page);
      });
    }
  }
});
