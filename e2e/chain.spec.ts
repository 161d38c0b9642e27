import { expect, test } from '@playwright/test';
import { address, collectPageErrors, expectAccessible } from './reprise.ts';
import { deployFunction, eventually, invokeEvent, POLLER, sandboxLambda } from './sandbox.ts';

const lambda = sandboxLambda();

/** Runs a poller of `hops` hops and returns an address of its chain once it is complete. */
async function chainOf(name: string, payload: object, hopCount: number): Promise<string> {
  await deployFunction(lambda, name, POLLER);
  const requestId = await invokeEvent(lambda, name, payload);
  return eventually(async () => {
    const response = await fetch(address(`/api/v1/chains/${requestId}`));
    const chain = (await response.json()) as { chainId: string; hopCount: number; status: string };
    const settled = chain.hopCount === hopCount && !['running', 'waiting'].includes(chain.status);
    return response.ok && settled ? chain.chainId : null;
  }, 40_000);
}

test.describe('the chain page', () => {
  test('draws the hops in one column, says how it ended, and keeps the open hop in the URL', async ({
    page,
  }) => {
    const errors = collectPageErrors(page);
    const name = `e2e-chain-${Date.now()}`;
    const chainId = await chainOf(name, { orderId: 'ord-7', until: 5 }, 5);
    await page.goto(address(`/chains/${chainId}`));
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByText('Succeeded').first()).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(5);
    await expect(async () => {
      // keys work once the browser has taken the page over
      await page.keyboard.press('t');
      await expect(page).toHaveURL(/hop=/, { timeout: 500 });
    }).toPass();
    await page.keyboard.press('j');
    await expect(page.getByRole('heading', { name: `Hop 2 · ${name}` })).toBeVisible();
    await expect(page.getByText('its cause named it').first()).toBeVisible();
    await page.getByRole('tab', { name: 'Payload' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('ord-7');
    await page.getByRole('tab', { name: 'Decision' }).click();
    await expect(page.getByRole('region', { name: 'As the function says' })).toContainText('attempt 2');
    await page.getByRole('tab', { name: 'Logs' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('polling order ord-7 attempt 2');
    await page.reload();
    await expect(page.getByRole('tabpanel')).toContainText('polling order ord-7 attempt 2');
    expect(errors).toEqual([]);
  });

  test('a failed hop is retried by Lambda; the banner jumps to it', async ({ page }) => {
    const name = `e2e-fail-${Date.now()}`;
    const chainId = await chainOf(name, { orderId: 'ord-8', until: 3, failAt: 2 }, 4);
    await page.goto(address(`/chains/${chainId}`));
    const banner = page.getByText(/Hop 2 failed: CardDeclined/);
    await expect(banner).toBeVisible();
    await page
      .getByRole('button', { name: /Go to hop 2/ })
      .or(page.getByRole('link', { name: /Go to hop 2/ }))
      .click();
    await expect(page.getByRole('heading', { name: `Hop 2 · ${name}` })).toBeVisible();
    await expect(page.getByText('async retry').first()).toBeVisible();
  });

  test('the timeline is also a table', async ({ page }) => {
    const name = `e2e-table-${Date.now()}`;
    const chainId = await chainOf(name, { orderId: 'ord-9', until: 3 }, 3);
    await page.goto(address(`/chains/${chainId}?view=table`));
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(3);
    await expectAccessible(page);
  });

  test('an unknown address says so, and what to do', async ({ page }) => {
    await page.goto(address('/chains/00000000-0000-4000-8000-000000000000'));
    await expect(page.getByRole('main')).toContainText(/not (found|known)|no chain/i);
    await expect(page.getByRole('link', { name: /chains/i }).first()).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 390]) {
      test(`is accessible in ${colorScheme} at ${width} px`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 844 });
        await page.goto(address('/?view=all&function=charge-payment'));
        await page.getByRole('link', { name: 'charge-payment' }).first().click();
        await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
        await expectAccessible(page);
        for (const tab of ['Payload', 'Response', 'Logs', 'Raw']) {
          await page.getByRole('tab', { name: tab }).click();
          await expect(page.getByRole('tabpanel')).not.toBeEmpty();
          await expectAccessible(page);
        }
      });
    }
  }
});
