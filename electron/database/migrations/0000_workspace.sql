CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`network` text NOT NULL,
	`service_url` text NOT NULL,
	`remote_id` text NOT NULL,
	`handle` text NOT NULL,
	`display_name` text NOT NULL,
	`status` text NOT NULL,
	`status_message` text,
	`followers` integer,
	`following` integer,
	`post_count` integer,
	`checked_at` integer,
	`removed_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_remote` ON `accounts` (`network`,`service_url`,`remote_id`) WHERE "accounts"."removed_at" is null;--> statement-breakpoint
CREATE INDEX `accounts_client` ON `accounts` (`client_id`);--> statement-breakpoint
CREATE TABLE `clients` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`colour` text NOT NULL,
	`notes` text DEFAULT '' NOT NULL,
	`archived_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `clients_name` ON `clients` (lower("name")) WHERE "clients"."archived_at" is null;--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`post_id` text NOT NULL,
	`account_id` text NOT NULL,
	`state` text NOT NULL,
	`fingerprint` text NOT NULL,
	`record_key` text NOT NULL,
	`remote_id` text,
	`remote_url` text,
	`progress` text,
	`attempt_count` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer,
	`error_code` text,
	`error_message` text,
	`published_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_target` ON `deliveries` (`post_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `deliveries_open` ON `deliveries` (`state`,`next_attempt_at`) WHERE "deliveries"."state" in ('prepared', 'sending', 'accepted', 'rejected', 'ambiguous');--> statement-breakpoint
CREATE INDEX `deliveries_account` ON `deliveries` (`account_id`,`state`);--> statement-breakpoint
CREATE TABLE `delivery_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`delivery_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`state` text NOT NULL,
	`response_class` text,
	`http_status` integer,
	`message` text,
	FOREIGN KEY (`delivery_id`) REFERENCES `deliveries`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `delivery_attempts_delivery` ON `delivery_attempts` (`delivery_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `media` (
	`id` text PRIMARY KEY NOT NULL,
	`sha256` text NOT NULL,
	`file_name` text NOT NULL,
	`mime_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `media_sha256` ON `media` (`sha256`);--> statement-breakpoint
CREATE TABLE `post_media` (
	`post_id` text NOT NULL,
	`media_id` text NOT NULL,
	`position` integer NOT NULL,
	`alt_text` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`post_id`, `position`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `post_media_media` ON `post_media` (`media_id`);--> statement-breakpoint
CREATE TABLE `post_variants` (
	`id` text PRIMARY KEY NOT NULL,
	`post_id` text NOT NULL,
	`account_id` text NOT NULL,
	`text` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `post_variants_target` ON `post_variants` (`post_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `post_variants_account` ON `post_variants` (`account_id`);--> statement-breakpoint
CREATE TABLE `posts` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`status` text NOT NULL,
	`text` text NOT NULL,
	`scheduled_at` integer,
	`wall_time` text,
	`zone` text,
	`version` integer DEFAULT 1 NOT NULL,
	`removed_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`excerpt` text GENERATED ALWAYS AS (substr("text", 1, 140)) VIRTUAL,
	`networks` text DEFAULT '' NOT NULL,
	`media_count` integer DEFAULT 0 NOT NULL,
	`thumbnail_id` text,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `posts_card` ON `posts` (`scheduled_at`,`id`,`client_id`,`status`,`excerpt`,`wall_time`,`zone`,`networks`,`media_count`,`thumbnail_id`,`updated_at`) WHERE "posts"."removed_at" is null;--> statement-breakpoint
CREATE INDEX `posts_status` ON `posts` (`status`,`scheduled_at`) WHERE "posts"."removed_at" is null;--> statement-breakpoint
CREATE INDEX `posts_status_updated` ON `posts` (`status`,`updated_at`,`id`) WHERE "posts"."removed_at" is null;--> statement-breakpoint
CREATE INDEX `posts_client_status` ON `posts` (`client_id`,`status`,`updated_at`,`id`) WHERE "posts"."removed_at" is null;--> statement-breakpoint
CREATE INDEX `posts_updated` ON `posts` (`updated_at`,`id`) WHERE "posts"."removed_at" is null;--> statement-breakpoint
CREATE TABLE `profiles` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`bio` text,
	`time_zone` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
