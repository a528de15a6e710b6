export * from './accounts.ts';
export * from './clients.ts';
export * from './deliveries.ts';
export * from './posts.ts';
export * from './schedule.ts';
export * from './workspace.ts';
