import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { expect, type Page, test } from '@playwright/test';
import { ACCOUNT, sandboxEvents } from './event-sandbox.ts';
import { address } from './reprise.ts';
import { deployFunction, eventually, invokeEvent, sandboxLambda } from './sandbox.ts';

// `REPRISE_PICTURES=e2e/pictures npm test` makes the README's pictures anew; otherwise they are only taken
const directory = process.env.REPRISE_PICTURES ?? 'test-results/pictures';

/** Charges a card: asks the issuer again until it agrees, fans out its receipts, and fails once on the way. */
const CHARGE_CARD = `
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
const lambda = new LambdaClient({});
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const again = async (event, context, attempt) => {
  const { $metadata } = await lambda.send(new InvokeCommand({
    FunctionName: context.functionName, InvocationType: 'Event', Payload: JSON.stringify(event),
  }));
  console.log(JSON.stringify({ rerun: { v: 1, via: 'invoke', attempt, maxAttempts: 8, reason: 'issuer=PENDING',
    requestId: context.awsRequestId, next: { requestId: $metadata.requestId }, input: event } }));
};
let seen = new Set();
export const handler = async (event, context) => {
  const attempt = event.attempt ?? 1;
  console.log('attempt', attempt + ',', 'order', event.orderId);
  console.log('POST /charges amount=' + event.amountCents);
  await wait(180 + attempt * 60);
  if (attempt === 4 && !seen.has(event.orderId)) {
    seen.add(event.orderId);
    console.error('503 issuer unavailable');
    throw Object.assign(new Error('issuer unavailable (try again)'), { name: 'CardDeclined' });
  }
  if (event.receipt || attempt >= 6) return { status: 'SETTLED' };
  if (attempt === 5) {
    for (const receipt of ['customer', 'ledger']) await again({ ...event, attempt: 6, receipt }, context, attempt);
    return { status: 'CHARGED' };
  }
  await again({ ...event, attempt: attempt + 1 }, context, attempt);
  return { status: 'PENDING' };
};
`;

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(directory, name), animations: 'disabled' });
}

test('the README’s pictures', async ({ page }) => {
  mkdirSync(directory, { recursive: true });
  const lambda = sandboxLambda();
  await deployFunction(lambda, 'charge-card', CHARGE_CARD, { MemorySize: 256 });
  const requestId = await invokeEvent(lambda, 'charge-card', { orderId: 'ord-42', amountCents: 4200 });
  const chainId = await eventually(async () => {
    const response = await fetch(address(`/api/v1/chains/${requestId}`));
    const chain = (await response.json()) as { chainId: string; hopCount: number; status: string };
    return response.ok && chain.hopCount === 8 && chain.status === 'recovered' ? chain.chainId : null;
  }, 60_000);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(address(`/chains/${chainId}`));
    await expect(page.getByRole('heading', { name: 'Hop 4 · charge-card' })).toBeVisible();
    await expect(page.getByText('issuer unavailable (try again)').first()).toBeVisible();
    await picture(page, `chain-${colorScheme}.png`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(address('/?view=all'));
  await expect(page.getByRole('link', { name: 'charge-card' })).toBeVisible();
  await picture(page, 'chains-light.png');
});

test('the README’s picture of an event that would reach nothing', async ({ page }) => {
  mkdirSync(directory, { recursive: true });
  await deployFunction(sandboxLambda(), 'welcome', 'export const handler = async () => null;', {});
  const events = sandboxEvents();
  const eventPattern = { source: ['my.event.source'], 'detail-type': ['MyEvent'] };
  await events.send(new PutRuleCommand({ Name: 'my-event', EventPattern: JSON.stringify(eventPattern) }));
  const target = { Id: 'again', Arn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:welcome` };
  await events.send(new PutTargetsCommand({ Rule: 'my-event', Targets: [target] }));
  await page.goto(address('/events/new?bus=default'));
  const card = page.getByRole('region', { name: 'Event 1', exact: true });
  await card.getByRole('combobox', { name: 'Source' }).fill('mySource');
  await card.getByRole('combobox', { name: 'Detail-type' }).fill('myDetailType');
  await card.getByRole('textbox', { name: /^Detail,/ }).fill('{ "orderId": "ord-42", "status": "PENDING" }');
  await expect(card.getByText(/the rule wants .my\.event\.source./).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.screenshot({
    path: path.join(directory, 'publish-light.png'),
    animations: 'disabled',
    clip: { x: 0, y: 0, width: 1440, height: 560 },
  });
});

test('the README’s picture of a condition', async ({ page }) => {
  mkdirSync(directory, { recursive: true });
  await deployFunction(sandboxLambda(), 'await-order', 'export const handler = async () => null;', {});
  await page.setViewportSize({ width: 1440, height: 1100 });
  await page.goto(address('/conditions/new?function=await-order'));
  await expect(page.getByRole('region', { name: 'Read back' })).toHaveAttribute('aria-busy', 'false');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Until the order is ready');
  await page.getByRole('button', { name: 'its answer says so' }).click();
  await expect(page.getByText('responsePayload.status is “PENDING”').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Read back' })).toHaveAttribute('aria-busy', 'false');
  await picture(page, 'condition-light.png');
});
