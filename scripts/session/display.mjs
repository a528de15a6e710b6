import { startService } from './service.mjs';

const SCREEN = '1440x900x24';

/** Whether a window could not be shown here without a virtual display. */
export function hasNoDisplay(env = process.env) {
  return process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
}

/** Starts a virtual display on a number that is free; `env` points programs to it. */
export async function startDisplay() {
  const { match, stop } = await startService(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'],
    { ready: /^(\d+)\n/ },
  );
  return { env: { DISPLAY: `:${match[1]}`, XDG_SESSION_TYPE: 'x11' }, stop };
}
