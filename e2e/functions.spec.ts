import { expect, test } from '@playwright/test';
import { address, collectPageErrors, expectAccessible } from './reprise.ts';
import { deployFunction, eventually, POLLER, sandboxLambda } from './sandbox.ts';

const lambda = sandboxLambda();

test.describe('functions and health', () => {
  test('a plan turns tracing on, shows the call first, and can be undone', async ({ page }) => {
    const name = `e2e-plan-${Date.now()}`;
    await deployFunction(lambda, name, POLLER);
    await eventually(
      async () => ((await fetch(address(`/api/v1/functions/${name}`))).ok ? true : null),
      70_000,
    );
    await page.goto(address(`/functions/${name}`));
    await page.getByRole('button', { name: 'Plan the change' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('UpdateFunctionConfiguration');
    await expect(dialog).toContainText('Active');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /Make these changes/ }).click();
    await expect(dialog.getByText(/done/i).first()).toBeVisible({ timeout: 30_000 });
    const tracing = async () =>
      (await (await fetch(address(`/api/v1/functions/${name}`))).json()).tracingMode;
    await eventually(async () => ((await tracing()) === 'Active' ? true : null));
    await dialog.getByRole('button', { name: /Undo/ }).click();
    await eventually(async () => ((await tracing()) === 'PassThrough' ? true : null));
  });

  test('pages hydrate and are accessible', async ({ page }) => {
    for (const path of ['/functions', '/functions/charge-payment', '/health']) {
      const errors = collectPageErrors(page);
      await page.goto(address(path));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('main')).toContainText(/charge-payment/);
      await expectAccessible(page);
      expect(errors).toEqual([]);
    }
  });

  test('health shows every source with its lag', async ({ page }) => {
    await page.goto(address('/health'));
    const row = page.getByRole('row').filter({ hasText: '/aws/lambda/order-poller' });
    await expect(row).toContainText(/Following|Idle/);
    await expect(row).toContainText(/ms|s/);
  });
});
