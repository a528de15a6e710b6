import { describe, expect, it } from 'vitest';
import { createBus } from '../../../electron/bus.ts';

const clientId = '0193a5e0-0000-7000-8000-000000000001';

describe('the bus', () => {
  it('hands an event to the listeners of that event until they leave', () => {
    const bus = createBus(() => {});
    const heard: string[] = [];
    const leave = bus.on('client.changed', (payload) => heard.push(payload.clientId));
    bus.emit('settings.changed', {});
    bus.emit('client.changed', { clientId });
    leave();
    bus.emit('client.changed', { clientId });
    expect(heard).toEqual([clientId]);
  });

  it('reports a listener that fails and still tells the others', () => {
    const failures: unknown[] = [];
    const bus = createBus((error) => failures.push(error));
    const heard: string[] = [];
    bus.onAny(() => {
      throw new Error('broken');
    });
    bus.onAny((name) => heard.push(name));
    bus.emit('settings.changed', {});
    expect(heard).toEqual(['settings.changed']);
    expect(failures).toHaveLength(1);
  });
});
