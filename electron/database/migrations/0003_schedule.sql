CREATE TABLE `account_limits` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`bucket` text NOT NULL,
	`limit_count` integer,
	`remaining` integer,
	`resets_at` integer,
	`blocked_until` integer,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_limits_bucket` ON `account_limits` (`account_id`,`bucket`);--> statement-breakpoint
CREATE TABLE `power_events` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `power_events_at` ON `power_events` (`at`);--> statement-breakpoint
CREATE TABLE `queue_slots` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`account_id` text,
	`weekday` integer NOT NULL,
	`time` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `queue_slots_time` ON `queue_slots` (`client_id`,`account_id`,`weekday`,`time`);--> statement-breakpoint
CREATE TABLE `recurrences` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`rule` text NOT NULL,
	`starts_at` text NOT NULL,
	`zone` text NOT NULL,
	`skip_holidays_of` text,
	`content` text NOT NULL,
	`made_until` text,
	`ended_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `recurrences_client` ON `recurrences` (`client_id`);--> statement-breakpoint
ALTER TABLE `clients` ADD `lateness_minutes` integer DEFAULT 120 NOT NULL;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `prepared_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- It was a part of the progress; a row without it counts from when it was made.
UPDATE `deliveries` SET `prepared_at` = coalesce(json_extract(`progress`, '$.preparedAt'), `created_at`);--> statement-breakpoint
ALTER TABLE `deliveries` ADD `handed_over_id` text;--> statement-breakpoint
ALTER TABLE `posts` ADD `queued` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `posts` ADD `recurrence_id` text REFERENCES recurrences(id);--> statement-breakpoint
ALTER TABLE `posts` ADD `occurrence_on` text;--> statement-breakpoint
CREATE INDEX `posts_queued` ON `posts` (`client_id`,`scheduled_at`) WHERE "posts"."queued" = 1 and "posts"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `posts_occurrence` ON `posts` (`recurrence_id`,`occurrence_on`);