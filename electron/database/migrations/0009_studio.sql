CREATE TABLE `inbox_cursors` (
	`account_id` text NOT NULL,
	`source` text NOT NULL,
	`cursor` text,
	`read_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `source`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `inbox_cursors_due` ON `inbox_cursors` (`due_at`);--> statement-breakpoint
CREATE TABLE `inbox_items` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`delivery_id` text,
	`kind` text NOT NULL,
	`remote_id` text NOT NULL,
	`parent_id` text,
	`author` text NOT NULL,
	`handle` text DEFAULT '' NOT NULL,
	`text` text NOT NULL,
	`link` text,
	`ours` integer DEFAULT false NOT NULL,
	`likes` integer,
	`written_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`hidden` integer DEFAULT false NOT NULL,
	`gone_at` integer,
	`state` text NOT NULL,
	`read_at` integer,
	`snoozed_until` integer,
	`assignee` text DEFAULT '' NOT NULL,
	`answered_at` integer,
	`sentiment` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`delivery_id`) REFERENCES `deliveries`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_items_remote` ON `inbox_items` (`account_id`,`remote_id`);--> statement-breakpoint
CREATE INDEX `inbox_items_delivery` ON `inbox_items` (`delivery_id`,`written_at`);--> statement-breakpoint
CREATE INDEX `inbox_items_state` ON `inbox_items` (`state`,`written_at`,`id`,`account_id`,`read_at`) WHERE "inbox_items"."ours" = 0;--> statement-breakpoint
CREATE INDEX `inbox_items_account` ON `inbox_items` (`account_id`,`written_at`);--> statement-breakpoint
CREATE INDEX `inbox_items_snoozed` ON `inbox_items` (`snoozed_until`) WHERE "inbox_items"."state" = 'snoozed';--> statement-breakpoint
CREATE TABLE `replies` (
	`id` text PRIMARY KEY NOT NULL,
	`delivery_id` text NOT NULL,
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
	FOREIGN KEY (`delivery_id`) REFERENCES `deliveries`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `replies_delivery` ON `replies` (`delivery_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `replies_unfinished` ON `replies` (`created_at`) WHERE "replies"."state" in ('prepared', 'sending', 'lost');--> statement-breakpoint
CREATE TABLE `ai_budgets` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text,
	`cost` integer,
	`tokens` integer,
	`warn_at` integer DEFAULT 80 NOT NULL,
	`stops` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ai_budgets_client` ON `ai_budgets` (`client_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `ai_budgets_all` ON `ai_budgets` (("client_id" is null)) WHERE "ai_budgets"."client_id" is null;--> statement-breakpoint
CREATE TABLE `ai_connections` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`base_url` text NOT NULL,
	`models` text NOT NULL,
	`concurrency` integer DEFAULT 2 NOT NULL,
	`per_minute` integer,
	`redact` integer DEFAULT false NOT NULL,
	`position` integer NOT NULL,
	`paused_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ai_connections_name` ON `ai_connections` (lower("name"));--> statement-breakpoint
CREATE TABLE `ai_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`connection_id` text,
	`connection_name` text NOT NULL,
	`client_id` text,
	`feature` text NOT NULL,
	`model` text NOT NULL,
	`prompt_version_id` text,
	`subject` text NOT NULL,
	`payload` text NOT NULL,
	`priority` integer NOT NULL,
	`state` text NOT NULL,
	`answer` text DEFAULT '' NOT NULL,
	`problem` text,
	`problem_text` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`tokens_in` integer DEFAULT 0 NOT NULL,
	`tokens_cached` integer DEFAULT 0 NOT NULL,
	`tokens_out` integer DEFAULT 0 NOT NULL,
	`counted_by` text,
	`cost` integer DEFAULT 0 NOT NULL,
	`first_token_at` integer,
	`started_at` integer,
	`ended_at` integer,
	`not_before` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`connection_id`) REFERENCES `ai_connections`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`prompt_version_id`) REFERENCES `prompt_versions`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `ai_requests_waiting` ON `ai_requests` (`priority`,`created_at`) WHERE "ai_requests"."state" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX `ai_requests_ledger` ON `ai_requests` (`created_at`,`client_id`,`feature`,`model`,`state`,`tokens_in`,`tokens_cached`,`tokens_out`,`cost`);--> statement-breakpoint
CREATE TABLE `prompt_examples` (
	`id` text PRIMARY KEY NOT NULL,
	`prompt_id` text NOT NULL,
	`name` text NOT NULL,
	`values` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`prompt_id`) REFERENCES `prompts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `prompt_examples_prompt` ON `prompt_examples` (`prompt_id`);--> statement-breakpoint
CREATE TABLE `prompt_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`prompt_id` text NOT NULL,
	`number` integer NOT NULL,
	`system` text NOT NULL,
	`user` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`prompt_id`) REFERENCES `prompts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `prompt_versions_number` ON `prompt_versions` (`prompt_id`,`number`);--> statement-breakpoint
CREATE TABLE `prompts` (
	`id` text PRIMARY KEY NOT NULL,
	`feature` text NOT NULL,
	`client_id` text,
	`name` text NOT NULL,
	`version_id` text,
	`rival_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `prompts_feature` ON `prompts` (`feature`,`client_id`);--> statement-breakpoint
ALTER TABLE `posts` ADD `by_ai` integer DEFAULT false NOT NULL;