import { expect, test } from '@playwright/test';
import { address, collectPageErrors, expectAccessible } from './reprise.ts';
import { deployFunction, invokeEvent, POLLER, sandboxLambda } from './sandbox.ts';

const lambda = sandboxLambda();

test.describe('the chains list', () => {
  test('shows the examples’ chains within seconds, what needs a person first', async ({ page }) => {
    const errors = collectPageErrors(page);
    await page.goto(address('/'));
    await expect(page.getByRole('heading', { name: 'Chains', level: 1 })).toBeVisible();
    await expect(page.getByRole('link', { name: 'runaway-loop' }).first()).toBeVisible();
    await page
      .getByRole('radio', { name: /^All/ })
      .or(page.getByRole('button', { name: /^All/ }))
      .first()
      .click();
    await expect(page).toHaveURL(/view=all/);
    for (const name of ['order-poller', 'charge-payment', 'import-batch', 'fan-out', 'nightly-report']) {
      await expect(page.getByRole('link', { name }).first()).toBeVisible();
    }
    expect(errors).toEqual([]);
  });

  test('a new chain appears and grows in place without a reload', async ({ page }) => {
    const name = `e2e-grow-${Date.now()}`;
    await deployFunction(lambda, name, POLLER);
    await page.goto(address(`/?view=all&function=${name}`));
    await expect(page.getByRole('heading', { name: 'Chains', level: 1 })).toBeVisible();
    await invokeEvent(lambda, name, { orderId: 'ord-1', until: 4 });
    const row = page.getByRole('row').filter({ hasText: name });
    const fresh = page.getByRole('button', { name: /new/ });
    await expect(row.or(fresh).first()).toBeVisible({ timeout: 30_000 });
    if (await fresh.isVisible()) await fresh.click();
    await expect(row).toContainText('attempt 4 of 4');
    await expect(row).toContainText('Succeeded');
  });

  test('finds a chain by any request ID of it', async ({ page }) => {
    const name = `e2e-find-${Date.now()}`;
    await deployFunction(lambda, name, POLLER);
    const requestId = await invokeEvent(lambda, name, { orderId: 'ord-2', until: 2 });
    await page.goto(address(`/?view=all&q=${requestId}`));
    await expect(page.getByRole('link', { name })).toBeVisible({ timeout: 30_000 });
    await page.goto(address(`/chains/${requestId}`));
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  });

  test('is worked by keyboard', async ({ page }) => {
    await page.goto(address('/?view=all'));
    await expect(page.getByRole('row').nth(2)).toBeVisible();
    await expect(async () => {
      // keys work once the browser has taken the page over
      await page.keyboard.press('j');
      await expect(page.getByRole('row').getByRole('link').and(page.locator(':focus'))).toBeVisible({
        timeout: 500,
      });
    }).toPass();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/chains\//);
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await expect(page).toHaveURL(/\/health/);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
  });

  test('says which filters leave nothing, and clears them', async ({ page }) => {
    await page.goto(address('/?view=all&q=nothing-is-called-like-this'));
    await expect(page.getByText(/nothing-is-called-like-this/).first()).toBeVisible();
    await expect(page.getByRole('main')).toContainText(/no chain|match/i);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 390]) {
      test(`is accessible in ${colorScheme} at ${width} px`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 844 });
        await page.goto(address('/?view=all'));
        await expect(page.getByRole('link', { name: 'order-poller' }).first()).toBeVisible();
        await expectAccessible(page);
      });
    }
  }
});
