import { expectAccessible } from '../support/accessible.ts';
import { BUCKET_KEY, startBucket } from '../support/bucket.ts';
import { furnish } from '../support/desk.ts';
import { expect, test } from '../support/launch.ts';

test('a media relay is set up, tried out, and forgotten', async ({ app }) => {
  const bucket = await startBucket();
  try {
    const { page, call } = await furnish(app);
    await page.getByRole('link', { name: 'Settings' }).click();
    const section = page.getByRole('region', { name: 'Media relay' });
    await section.getByRole('button', { name: 'Set up a bucket' }).click();
    await section.getByLabel('Address of the service').fill('http://s3.example.com');
    await section.getByLabel('Bucket', { exact: true }).fill('relay');
    await section.getByLabel('Access key').fill(BUCKET_KEY);
    await section.getByLabel('Secret key').fill('wrong');
    await expectAccessible(page, 'the screen');
    const save = section.getByRole('button', { name: 'Save and test' });
    await save.click();
    await expect(section.getByRole('alert')).toContainText('starts with https');
    await section.getByLabel('Address of the service').fill(bucket.url);
    await save.click();
    await expect(section.getByRole('alert')).toContainText('does not accept the secret key');
    await expectAccessible(page, 'the screen');

    await section.getByRole('button', { name: 'Change' }).click();
    await expect(section.getByLabel('Secret key')).toHaveValue('');
    await section.getByLabel('Secret key').fill(BUCKET_KEY);
    await save.click();
    await expect(section.getByRole('status')).toContainText('It works');
    expect(await call('relay.get', {})).toMatchObject({
      relay: { endpoint: bucket.url, bucket: 'relay', region: 'auto', prefix: 'clientnest/' },
      hasSecret: true,
    });
    expect(bucket.keys()).toEqual([]);

    await section.getByRole('button', { name: 'Remove' }).click();
    await expect(section.getByText('No media relay yet')).toBeVisible();
    expect(await call('relay.get', {})).toEqual({ relay: null, hasSecret: false });
  } finally {
    await bucket.stop();
  }
});
