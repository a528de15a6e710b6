import { describe, expect, it } from 'vitest';
import { countTags, tagsOver } from '../../../../../shared/domain/text/tags.ts';

describe('counting hashtags and mentions', () => {
  it.each([
    ['#bread and #Brot🥐, #año2026.', 3, 0],
    ['C# and #1 and &#39; and /#anchor', 0, 0],
    ['ask @ada.bakes, @brio_ or me@example.com', 0, 2],
    ['＃日本語 と ＠ada', 1, 1],
    ['##double @@double', 1, 1],
    ['', 0, 0],
  ])('%s', (text, hashtags, mentions) => {
    expect(countTags(text)).toEqual({ hashtags, mentions });
  });

  it('says by how many there are too many, and nothing where nobody counts', () => {
    expect(tagsOver('#a #b #c @d', { hashtags: 2, mentions: 1 })).toEqual({
      hashtags: 1,
      mentions: 0,
    });
    expect(tagsOver('#a #b #c @d', {})).toEqual({ hashtags: 0, mentions: 0 });
  });

  it('takes 10,000 characters in a blink', () => {
    const from = performance.now();
    for (const line of ['#', '@', '#a', 'a', '@a.', '日']) countTags(line.repeat(10_000));
    expect(performance.now() - from).toBeLessThan(1000);
  });
});
