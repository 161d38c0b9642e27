import { expect, test } from '@playwright/test';
import { address, expectAccessible } from './reprise.ts';
import { deployFunction, eventually, invokeEvent, POLLER, sandboxLambda } from './sandbox.ts';

const lambda = sandboxLambda();
const SLOW = `
export const handler = async (event) => {
  await new Promise((resolve) => setTimeout(resolve, event.waitMs));
  return { waited: event.waitMs };
};`;
const COUNTING = 'export const handler = async (event) => ({ echo: event });';

async function hopCountOf(functionName: string): Promise<number> {
  const response = await fetch(address(`/api/v1/chains?function=${functionName}&singles=true&range=all`));
  const { items } = (await response.json()) as { items: { hopCount: number }[] };
  return items.reduce((sum, chain) => sum + chain.hopCount, 0);
}

test.describe('run again', () => {
  test('runs a hop again with its recorded payload and joins its chain', async ({ page }) => {
    const name = `e2e-again-${Date.now()}`;
    await deployFunction(lambda, name, POLLER);
    const requestId = await invokeEvent(lambda, name, { orderId: 'ord-11', until: 2, big: 1 });
    const { chainId } = await eventually(async () => {
      const chain = await (await fetch(address(`/api/v1/chains/${requestId}`))).json();
      return chain.hopCount === 2 && chain.status === 'succeeded' ? (chain as { chainId: string }) : null;
    }, 40_000);
    await page.goto(address(`/chains/${requestId}`));
    await page.waitForURL(`**/chains/${chainId}`);
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(2);
    await expect(async () => {
      // keys work once the browser has taken the page over
      await page.keyboard.press('t');
      await expect(page).toHaveURL(/hop=/, { timeout: 1000 });
    }).toPass();
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('textbox', { name: 'Payload, JSON' })).toHaveValue(/ord-11/);
    await expect(dialog).toContainText(/sandbox/i);
    await expectAccessible(page);
    await dialog
      .getByRole('textbox', { name: 'Payload, JSON' })
      .fill('{"orderId":"ord-11","attempt":2,"until":2,"id":12345678901234567890}');
    await dialog.getByRole('button', { name: /Run it|Queue it/ }).dblclick();
    await expect(dialog.getByRole('link', { name: /Open the new hop|Open the chain/ })).toBeVisible({
      timeout: 30_000,
    });
    await dialog.getByRole('link', { name: /Open the new hop|Open the chain/ }).click();
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(3);
    await expect(page.getByRole('heading', { name: `Hop 3 · ${name}` })).toBeVisible();
    await page.getByRole('tab', { name: 'Payload' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('12345678901234567890');
  });

  test('a payload that is not JSON is refused at its line', async ({ page }) => {
    await page.goto(address('/functions/order-poller'));
    await page.getByRole('button', { name: /^Run(?! again)/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Payload, JSON' }).fill('{\n  "orderId": ,\n}');
    await expect(dialog.getByText(/line 2/i)).toBeVisible();
    await expect(dialog.getByRole('button', { name: /Run it|Queue it/ })).toBeDisabled();
  });

  test('a double click runs it once', async ({ page }) => {
    const name = `e2e-once-${Date.now()}`;
    await deployFunction(lambda, name, COUNTING);
    await eventually(
      async () => ((await fetch(address(`/api/v1/functions/${name}`))).ok ? true : null),
      70_000,
    );
    await page.goto(address(`/functions/${name}`));
    await page.getByRole('button', { name: /^Run(?! again)/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Payload, JSON' }).fill('{"n":1}');
    await dialog.getByRole('button', { name: /Run it/ }).dblclick();
    await expect(dialog.getByText(/"echo"/).first()).toBeVisible({ timeout: 30_000 });
    await eventually(async () => ((await hopCountOf(name)) === 1 ? true : null), 20_000);
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    expect(await hopCountOf(name)).toBe(1);
  });

  test('a run of 60 s is held while other acts of the same tab go on', async ({ page }) => {
    test.setTimeout(180_000);
    const name = `e2e-slow-${Date.now()}`;
    await deployFunction(lambda, name, SLOW);
    await eventually(
      async () => ((await fetch(address(`/api/v1/functions/${name}`))).ok ? true : null),
      70_000,
    );
    await page.goto(address(`/functions/${name}`));
    await page.getByRole('button', { name: /^Run(?! again)/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Payload, JSON' }).fill('{"waitMs":60000}');
    const sentAt = Date.now();
    await dialog.getByRole('button', { name: /Run it/ }).click();
    await expect(dialog.getByText(/running|sent/i).first()).toBeVisible();
    expect(Date.now() - sentAt).toBeLessThan(10_000);
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await page.getByRole('button', { name: /^Run(?! again)/ }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Payload, JSON' }).fill('{"waitMs":1}');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Run it/ })
      .click();
    await expect(
      page
        .getByRole('dialog')
        .getByText(/"waited"/)
        .first(),
    ).toBeVisible({ timeout: 20_000 });
    expect(Date.now() - sentAt).toBeLessThan(55_000);
    await eventually(async () => {
      const list = await (await fetch(address(`/api/v1/chains?function=${name}&singles=true`))).json();
      const done = list.items.filter((chain: { status: string }) => chain.status === 'succeeded');
      return done.length === 2 ? true : null;
    }, 90_000);
  });
});
