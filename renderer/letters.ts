/** Every size and weight that the first screen is written in. */
const STYLES = [
  'text-base',
  'text-base font-medium',
  'text-base font-semibold',
  'text-small',
  'text-small font-medium',
  'text-caption',
  'text-caption font-medium',
  'text-section font-semibold',
];

/**
 * Gets the letters ready: loaded, because lines drawn in other ones first would be measured twice and move; and
 * measured once in every style, which takes as long as laying out the rest. It is done while main opens the workspace.
 */
export async function prepareLetters(): Promise<void> {
  // A face that does not load is no reason to show nothing.
  await document.fonts.load('13px "Inter Variable"').catch(() => []);
  const sample = document.createElement('div');
  sample.className = 'invisible absolute';
  for (const style of STYLES) {
    const line = document.createElement('span');
    line.className = style;
    line.textContent = 'Aa0 “é”';
    sample.append(line);
  }
  document.body.append(sample);
  sample.getBoundingClientRect();
  sample.remove();
}
