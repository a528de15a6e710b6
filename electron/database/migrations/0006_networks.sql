CREATE TABLE `applications` (
	`id` text PRIMARY KEY NOT NULL,
	`network` text NOT NULL,
	`service_url` text NOT NULL,
	`client_id` text NOT NULL,
	`redirect_uri` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `applications_service` ON `applications` (`network`,`service_url`);--> statement-breakpoint
CREATE TABLE `publishing_costs` (
	`id` text PRIMARY KEY NOT NULL,
	`delivery_id` text NOT NULL,
	`client_id` text NOT NULL,
	`micro_usd` integer NOT NULL,
	`booked_at` integer NOT NULL,
	FOREIGN KEY (`delivery_id`) REFERENCES `deliveries`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `publishing_costs_delivery` ON `publishing_costs` (`delivery_id`);--> statement-breakpoint
CREATE INDEX `publishing_costs_client` ON `publishing_costs` (`client_id`,`booked_at`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `application_id` text REFERENCES applications(id) ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `session_ends_at` integer;--> statement-breakpoint
ALTER TABLE `accounts` ADD `scopes` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `server_limits` text;--> statement-breakpoint
ALTER TABLE `media` ADD `duration` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `threading` text DEFAULT 'off' NOT NULL;--> statement-breakpoint
ALTER TABLE `posts` ADD `first_comment` text DEFAULT '' NOT NULL;