ALTER TABLE `delivery_attempts` ADD `operation` text DEFAULT 'publish' NOT NULL;--> statement-breakpoint
ALTER TABLE `delivery_attempts` ADD `retry_class` text DEFAULT 'reconcile_only' NOT NULL;--> statement-breakpoint
ALTER TABLE `delivery_attempts` ADD `next_step` text;--> statement-breakpoint
ALTER TABLE `account_limits` ADD `refusals` integer DEFAULT 0 NOT NULL;