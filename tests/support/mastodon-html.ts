const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** HTML as a Mastodon server makes it of a text: paragraphs, cut links, mentions by their short name. */
export function htmlOf(text: string): string {
  const parts = text.trim().split(/(https?:\/\/[^\s()]+|#\p{L}+|@\w+@[\w.-]+\w)/u);
  const marked = parts.map((part, index) => (index % 2 === 0 ? escaped(part) : markedUp(part)));
  const paragraphs = marked.join('').split(/\n{2,}/);
  return text.trim() === ''
    ? ''
    : paragraphs.map((each) => `<p>${each.replaceAll('\n', '<br />')}</p>`).join('');
}

function markedUp(part: string): string {
  if (part.startsWith('#'))
    return `<a href="https://m.example/tags/${escaped(part.slice(1))}" class="mention hashtag" rel="tag">#<span>${escaped(part.slice(1))}</span></a>`;
  if (part.startsWith('@')) {
    const [, user = '', domain = ''] = part.split('@');
    return `<span class="h-card" translate="no"><a href="https://${domain}/@${user}" class="u-url mention">@<span>${user}</span></a></span>`;
  }
  const [, prefix = '', rest = ''] = /^(https?:\/\/(?:www\.)?)(.*)$/.exec(part) ?? [];
  const [shown, hidden] = [rest.slice(0, 30), rest.slice(30)];
  return `<a href="${escaped(part)}" target="_blank" rel="nofollow noopener"><span class="invisible">${prefix}</span><span class="${hidden ? 'ellipsis' : ''}">${escaped(shown)}</span><span class="invisible">${escaped(hidden)}</span></a>`;
}
