CREATE TABLE `plan_proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`position` integer NOT NULL,
	`at` integer NOT NULL,
	`account_ids` text NOT NULL,
	`topic` text NOT NULL,
	`text` text NOT NULL,
	`category` text DEFAULT '' NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`state` text NOT NULL,
	`post_id` text,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `plan_proposals_plan` ON `plan_proposals` (`plan_id`,`position`);--> statement-breakpoint
CREATE TABLE `plans` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`first_day` text NOT NULL,
	`last_day` text NOT NULL,
	`goals` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `plans_client` ON `plans` (`client_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `__new_replies` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`delivery_id` text,
	`parent_id` text NOT NULL,
	`text` text NOT NULL,
	`record_key` text NOT NULL,
	`state` text NOT NULL,
	`remote_id` text,
	`lost_at` integer,
	`problem` text,
	`by_ai` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`delivery_id`) REFERENCES `deliveries`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_replies`("id", "account_id", "delivery_id", "parent_id", "text", "record_key", "state", "remote_id", "lost_at", "problem", "by_ai", "created_at", "sent_at") SELECT r."id", d."account_id", r."delivery_id", r."parent_id", r."text", r."record_key", r."state", r."remote_id", r."lost_at", r."problem", r."by_ai", r."created_at", r."sent_at" FROM `replies` r JOIN `deliveries` d ON d.`id` = r.`delivery_id`;--> statement-breakpoint
DROP TABLE `replies`;--> statement-breakpoint
ALTER TABLE `__new_replies` RENAME TO `replies`;--> statement-breakpoint
CREATE INDEX `replies_delivery` ON `replies` (`delivery_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `replies_unfinished` ON `replies` (`created_at`) WHERE "replies"."state" in ('prepared', 'sending', 'lost');--> statement-breakpoint
ALTER TABLE `inbox_items` ADD `liked_at` integer;--> statement-breakpoint
ALTER TABLE `ai_requests` ADD `taken_at` integer;--> statement-breakpoint
ALTER TABLE `ai_requests` ADD `post_id` text REFERENCES posts(id) ON DELETE set null;--> statement-breakpoint
CREATE INDEX `ai_requests_prompt` ON `ai_requests` (`prompt_version_id`,`taken_at`) WHERE "ai_requests"."prompt_version_id" is not null;