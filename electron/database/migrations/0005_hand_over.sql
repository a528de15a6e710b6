DROP INDEX `deliveries_open`;--> statement-breakpoint
CREATE INDEX `deliveries_open` ON `deliveries` (`state`,`next_attempt_at`) WHERE "deliveries"."state" in ('prepared', 'sending', 'accepted', 'rejected', 'ambiguous', 'handed_over');--> statement-breakpoint
ALTER TABLE `accounts` ADD `hand_over` integer DEFAULT false NOT NULL;