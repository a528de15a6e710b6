import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is still appearing has other colours. In ms. */
const SETTLE = 300;

/** Fails with what axe finds on the page as it is now. */
export async function expectAccessible(page: Page, place: string): Promise<void> {
  await page.waitForTimeout(SETTLE);
  // Legacy mode: the other one opens a second page, which the app does not allow.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(TAGS)
    .analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
  }));
  expect(found, place).toEqual([]);
}
