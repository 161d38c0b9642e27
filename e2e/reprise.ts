import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The address of `path` on the dashboard that the specs share. */
export function address(path = '/'): string {
  if (process.env.REPRISE_URL === undefined) throw new Error('global-setup did not start a dashboard');
  return new URL(path, process.env.REPRISE_URL).href;
}

/** No violation of WCAG 2.2 A and AA that axe can find on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  expect(found).toEqual([]);
}

/** Fails the test when the page threw or React could not hydrate what the server sent. */
export function collectPageErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}
