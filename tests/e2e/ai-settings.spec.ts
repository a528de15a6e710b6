import { expectAccessible } from '../support/accessible.ts';
import { furnish } from '../support/desk.ts';
import { startHostileLlm } from '../support/hostile-llm.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, test } from '../support/launch.ts';

test('a connection is set up, tried out, given a budget, removed and brought back', async ({
  app,
}, testInfo) => {
  testInfo.setTimeout(180_000);
  const server = await startHostileLlm();
  try {
    const { page, call } = await furnish(app);
    await page.getByRole('link', { name: 'Today' }).click();
    await expect(page.getByRole('region', { name: 'AI requests today' })).toContainText(
      'AI is not set up',
    );
    await page.getByRole('button', { name: 'Set it up' }).click();
    const section = page.getByRole('region', { name: 'AI', exact: true });
    await keepPicture(page, 'ai-settings-none');
    await section.getByRole('button', { name: 'Add a connection' }).click();
    await expect(section.getByLabel('Name of model 1')).toHaveValue('deepseek-flash');
    await expect(section.getByLabel('Price out of deepseek-flash')).toHaveValue('1.2');
    await keepPicture(page, 'ai-settings-form');
    await expectAccessible(page, 'a new connection');

    await section.getByLabel('Address', { exact: true }).fill('http://models.example.com/v1');
    await section.getByLabel('Key', { exact: true }).fill('sk-from-the-person');
    const save = section.getByRole('button', { name: 'Save and test' });
    await save.click();
    await expect(section.getByRole('alert')).toContainText('starts with https');
    await section.getByLabel('Address', { exact: true }).fill(server.url);
    await section.getByLabel('Price in of deepseek-flash').fill('cheap');
    await save.click();
    await expect(section.getByRole('alert')).toContainText('as dollars');
    await section.getByLabel('Price in of deepseek-flash').fill('0.30');
    server.next({ status: 402 });
    await save.click();
    await expect(section.getByRole('alert')).toContainText('no balance left at DeepSeek');
    const connection = section.getByRole('region', { name: 'DeepSeek' });
    await connection.getByRole('button', { name: 'Test' }).click();
    await expect(connection.getByRole('status')).toContainText('It works');
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer sk-from-the-person');
    expect(JSON.stringify(await call('ai.connections', {}))).not.toContain('sk-from');

    await section.getByRole('button', { name: 'Set a budget' }).click();
    const saveBudget = section.getByRole('button', { name: 'Save the budget' });
    await saveBudget.click();
    await expect(section.getByRole('alert')).toContainText('an amount in dollars, a number');
    await section.getByLabel('Dollars a month').fill('5');
    await saveBudget.click();
    await expect(section.getByText('of $5.00 this month')).toBeVisible();
    // In tokens alone: for models whose prices nobody knows.
    await section
      .getByRole('region', { name: 'Budgets' })
      .getByRole('button', { name: 'Change' })
      .click();
    await section.getByLabel('Dollars a month').fill('');
    await section.getByLabel('Tokens a month').fill('250000');
    await expect(section.getByLabel('Tokens a month')).toHaveValue('250,000');
    await keepPicture(page, 'ai-settings-budget');
    await expectAccessible(page, 'a budget');
    await saveBudget.click();
    await expect(section.getByText(/\d+ of 250,000 tokens this month/)).toBeVisible();
    await keepPicture(page, 'ai-settings');
    await expectAccessible(page, 'the AI settings');

    await section
      .getByRole('button', { name: /^What was sent: Tests/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: 'What was sent' });
    await expect(dialog).toContainText('Answer with the one word: ready');
    await expect(dialog).toContainText('Hello there');
    await expectAccessible(page, 'what was sent');
    await keepPicture(page, 'ai-what-was-sent');
    await page.keyboard.press('Escape');

    await connection.getByRole('button', { name: 'Remove' }).click();
    await expect(section.getByText('AI is not set up')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(connection.getByText('key in the keychain')).toBeVisible();

    await page.getByRole('link', { name: 'Today' }).click();
    const figure = page.getByRole('region', { name: 'AI requests today' });
    await expect(figure).toContainText('2');
    await expect(page.getByRole('region', { name: 'AI use' })).toContainText(
      'Tests of a connection',
    );
    await page.getByRole('region', { name: 'AI use' }).scrollIntoViewIfNeeded();
    await keepPicture(page, 'ai-today');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 900, height: 600 });
    await keepPicture(page, 'ai-today-dark');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'AI', exact: true }).click();
    await page.waitForTimeout(900);
    await keepPicture(page, 'ai-settings-dark');
    await expectAccessible(page, 'the AI settings in the dark');
    await section.getByRole('button', { name: 'Change' }).first().click();
    await keepPicture(page, 'ai-settings-form-dark');
    await expectAccessible(page, 'a connection in the dark');
  } finally {
    await server.stop();
  }
});
