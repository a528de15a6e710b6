/**
 * Allows an application on a practice network's page, as a person in a browser would.
 * @param page the address of the page
 * @param who part of the name on the button, whatever its case; null says no
 * @returns where the network sends the browser
 * @throws where the page has no such button
 */
export async function answerConsent(page: string, who: string | null): Promise<string> {
  const text = await (await fetch(page)).text();
  const form = new URLSearchParams();
  for (const [, name = '', value = ''] of text.matchAll(
    /type="hidden" name="(.*?)" value="(.*?)"/g,
  ))
    form.append(plain(name), plain(value));
  // What is ticked when the page comes stays ticked.
  for (const [, name = '', value = ''] of text.matchAll(
    /type="checkbox" name="(.*?)" value="(.*?)" checked/g,
  ))
    form.append(plain(name), plain(value));
  const buttons = [...text.matchAll(/<button name="person" value="(.*?)">(.*?)<\/button>/g)];
  const button = buttons.find(([, value, label]) =>
    who === null ? value === '' : value !== '' && label?.toLowerCase().includes(who.toLowerCase()),
  );
  const action = /<form method="post" action="(.*?)"/.exec(text)?.[1];
  if (!button || action === undefined) throw new Error(`Nothing to press for ${who}: ${text}`);
  form.append('person', plain(button[1] ?? ''));
  const answer = await fetch(new URL(plain(action), page), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`It led nowhere: ${answer.status}`);
  return location;
}

const plain = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
