/** The two channels of the bridge: calls from the page, events to it. */
export const INVOKE = 'clientnest:invoke';
export const EVENT = 'clientnest:event';
