import { app } from 'electron';

/** Chromium services that talk to the network by themselves, or that nobody here needs. */
const FEATURES_OFF = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'HardwareMediaKeyHandling',
  'MediaRouter',
  'MediaSessionService',
  'OptimizationHints',
  'SpareRendererForSitePerProcess',
  'Translate',
];

/** Must run before `ready`: the sandbox for every renderer, and none of Chromium's own errands. */
export function hardenProcess(): void {
  const { commandLine } = app;
  // As root, Chromium only runs without its sandbox, and `enableSandbox` would take that switch back.
  if (!commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-default-apps',
    'disable-domain-reliability',
    'no-pings',
  ]) {
    commandLine.appendSwitch(name);
  }
  const off = [commandLine.getSwitchValue('disable-features'), ...FEATURES_OFF].filter(Boolean);
  commandLine.appendSwitch('disable-features', off.join(','));
}
