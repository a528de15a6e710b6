import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { forgetFailures, onDemand } from '../../../../renderer/app/on-demand.tsx';

const Greeting = ({ name }: { name: string }) => <p>Hello {name}</p>;

describe('onDemand', () => {
  it('shows the fallback, then the component and what comes with it', async () => {
    const View = onDemand(async () => Greeting);
    const shown = () =>
      renderToStaticMarkup(<View name="Ada" fallback={<i>soon</i>} arrived={<b>here</b>} />);
    expect(shown()).toBe('<i>soon</i>');
    await View.load();
    expect(shown()).toBe('<p>Hello Ada</p><b>here</b>');
  });

  it('fetches the code once', async () => {
    let fetched = 0;
    const View = onDemand(async () => {
      fetched += 1;
      return Greeting;
    });
    await Promise.all([View.load(), View.load()]);
    await View.load();
    expect(fetched).toBe(1);
  });

  it('throws what went wrong to the boundary, and starts over when asked to', async () => {
    let broken = true;
    const View = onDemand(async () => {
      if (broken) throw new Error('No such chunk');
      return Greeting;
    });
    await View.load();
    const shown = () => renderToStaticMarkup(<View name="Brio" />);
    expect(shown).toThrow('No such chunk');
    expect(shown).toThrow('No such chunk');

    broken = false;
    forgetFailures();
    expect(shown()).toBe('');
    await View.load();
    expect(shown()).toBe('<p>Hello Brio</p>');
  });
});
