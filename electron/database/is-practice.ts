/**
 * SQL, of a row of `accounts`: 1 where it is on a practice network of this computer. Their addresses are in a setting
 * that practice/networks.ts keeps.
 */
export const IS_PRACTICE = `(accounts.service_url LIKE 'http://127.0.0.1:%' AND EXISTS (
  SELECT 1 FROM settings, json_each(settings.value, '$.urls')
  WHERE settings.key = 'practice' AND json_each.value = accounts.service_url))`;
