CREATE TABLE `approval_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`pack_id` text NOT NULL,
	`post_id` text NOT NULL,
	`answer` text NOT NULL,
	`author` text NOT NULL,
	`text` text DEFAULT '' NOT NULL,
	`answered_at` integer NOT NULL,
	`imported_at` integer NOT NULL,
	`standing` text NOT NULL,
	FOREIGN KEY (`pack_id`) REFERENCES `approval_packs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `approval_answers_pack` ON `approval_answers` (`pack_id`,`post_id`);--> statement-breakpoint
CREATE INDEX `approval_answers_post` ON `approval_answers` (`post_id`);--> statement-breakpoint
CREATE TABLE `approval_pack_posts` (
	`pack_id` text NOT NULL,
	`post_id` text NOT NULL,
	`position` integer NOT NULL,
	`fingerprint` text NOT NULL,
	PRIMARY KEY(`pack_id`, `post_id`),
	FOREIGN KEY (`pack_id`) REFERENCES `approval_packs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `approval_pack_posts_post` ON `approval_pack_posts` (`post_id`);--> statement-breakpoint
CREATE TABLE `approval_packs` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`title` text NOT NULL,
	`answer_by` integer,
	`closed_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `approval_packs_client` ON `approval_packs` (`client_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text DEFAULT '' NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`approves` integer DEFAULT false NOT NULL,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `contacts_client` ON `contacts` (`client_id`,`position`);--> statement-breakpoint
CREATE TABLE `time_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`day` text NOT NULL,
	`minutes` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `time_entries_client` ON `time_entries` (`client_id`,`day`);--> statement-breakpoint
CREATE TABLE `imported_posts` (
	`import_id` text NOT NULL,
	`post_id` text NOT NULL,
	PRIMARY KEY(`import_id`, `post_id`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `imported_posts_post` ON `imported_posts` (`post_id`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`row_count` integer NOT NULL,
	`imported_at` integer NOT NULL,
	`undone_at` integer
);
--> statement-breakpoint
CREATE TABLE `labels` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text,
	`name` text NOT NULL,
	`colour` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `labels_own_name` ON `labels` (`client_id`,lower("name")) WHERE "labels"."client_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `labels_shared_name` ON `labels` (lower("name")) WHERE "labels"."client_id" is null;--> statement-breakpoint
CREATE TABLE `post_labels` (
	`post_id` text NOT NULL,
	`label_id` text NOT NULL,
	PRIMARY KEY(`post_id`, `label_id`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`label_id`) REFERENCES `labels`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `post_labels_label` ON `post_labels` (`label_id`);--> statement-breakpoint
CREATE TABLE `ideas` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text,
	`text` text NOT NULL,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `ideas_client` ON `ideas` (`client_id`,`position`);--> statement-breakpoint
CREATE TABLE `library_items` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`content` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `library_items_own_name` ON `library_items` (`kind`,`client_id`,lower("name")) WHERE "library_items"."client_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `library_items_shared_name` ON `library_items` (`kind`,lower("name")) WHERE "library_items"."client_id" is null;--> statement-breakpoint
CREATE TABLE `account_snapshots` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`taken_at` integer NOT NULL,
	`followers` integer,
	`following` integer,
	`post_count` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_snapshots_account` ON `account_snapshots` (`account_id`,`taken_at`);--> statement-breakpoint
CREATE TABLE `metric_snapshots` (
	`id` text PRIMARY KEY NOT NULL,
	`delivery_id` text NOT NULL,
	`taken_at` integer NOT NULL,
	`likes` integer,
	`comments` integer,
	`shares` integer,
	`views` integer,
	`clicks` integer,
	`saves` integer,
	FOREIGN KEY (`delivery_id`) REFERENCES `deliveries`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `metric_snapshots_delivery` ON `metric_snapshots` (`delivery_id`,`taken_at`);--> statement-breakpoint
CREATE INDEX `metric_snapshots_taken` ON `metric_snapshots` (`taken_at`);--> statement-breakpoint
CREATE TABLE `post_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`post_id` text NOT NULL,
	`kind` text NOT NULL,
	`author` text DEFAULT '' NOT NULL,
	`text` text DEFAULT '' NOT NULL,
	`version` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `post_notes_post` ON `post_notes` (`post_id`,`at`);--> statement-breakpoint
CREATE TABLE `post_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`post_id` text NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `post_versions_version` ON `post_versions` (`post_id`,`version`);--> statement-breakpoint
DROP INDEX `posts_card`;--> statement-breakpoint
ALTER TABLE `posts` ADD `category` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `posts` ADD `held_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `label_ids` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `posts_card` ON `posts` (`scheduled_at`,`id`,`client_id`,`status`,`excerpt`,`wall_time`,`zone`,`networks`,`media_count`,`thumbnail_id`,`updated_at`,`label_ids`,`held_at`) WHERE "posts"."removed_at" is null;--> statement-breakpoint
ALTER TABLE `clients` ADD `voice` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `marks` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `clients` ADD `retainer_posts` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `retainer_minutes` integer;--> statement-breakpoint
ALTER TABLE `clients` ADD `link_tags` text;--> statement-breakpoint
ALTER TABLE `post_media` ADD `crop` text;
--> statement-breakpoint
-- Keeps what a card shows of the labels beside the post, whoever writes them.
CREATE TRIGGER `post_card_label_insert` AFTER INSERT ON `post_labels` BEGIN
	UPDATE posts SET label_ids = facts.ids FROM (
		SELECT coalesce(group_concat(label_id), '') AS ids FROM post_labels WHERE post_id = new.post_id
	) AS facts WHERE posts.id = new.post_id AND posts.label_ids <> facts.ids;
END;
--> statement-breakpoint
CREATE TRIGGER `post_card_label_delete` AFTER DELETE ON `post_labels` BEGIN
	UPDATE posts SET label_ids = facts.ids FROM (
		SELECT coalesce(group_concat(label_id), '') AS ids FROM post_labels WHERE post_id = old.post_id
	) AS facts WHERE posts.id = old.post_id AND posts.label_ids <> facts.ids;
END;
