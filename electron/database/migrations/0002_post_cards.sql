-- Keeps what a card shows beside the post (networks, number of media, first one), whoever writes
-- targets and media. A writer that already put the right values there costs no second update.
CREATE TRIGGER `post_card_variant_insert` AFTER INSERT ON `post_variants` BEGIN
	UPDATE posts SET networks = facts.networks FROM (
		SELECT coalesce(group_concat(DISTINCT accounts.network), '') AS networks FROM post_variants
		JOIN accounts ON accounts.id = post_variants.account_id WHERE post_variants.post_id = new.post_id
	) AS facts WHERE posts.id = new.post_id AND posts.networks <> facts.networks;
END;
--> statement-breakpoint
CREATE TRIGGER `post_card_variant_delete` AFTER DELETE ON `post_variants` BEGIN
	UPDATE posts SET networks = facts.networks FROM (
		SELECT coalesce(group_concat(DISTINCT accounts.network), '') AS networks FROM post_variants
		JOIN accounts ON accounts.id = post_variants.account_id WHERE post_variants.post_id = old.post_id
	) AS facts WHERE posts.id = old.post_id AND posts.networks <> facts.networks;
END;
--> statement-breakpoint
CREATE TRIGGER `post_card_media_insert` AFTER INSERT ON `post_media` BEGIN
	UPDATE posts SET media_count = facts.count, thumbnail_id = facts.first FROM (
		SELECT count(*) AS count, (SELECT media_id FROM post_media WHERE post_id = new.post_id ORDER BY position LIMIT 1) AS first
		FROM post_media WHERE post_id = new.post_id
	) AS facts WHERE posts.id = new.post_id
		AND (posts.media_count <> facts.count OR posts.thumbnail_id IS NOT facts.first);
END;
--> statement-breakpoint
CREATE TRIGGER `post_card_media_delete` AFTER DELETE ON `post_media` BEGIN
	UPDATE posts SET media_count = facts.count, thumbnail_id = facts.first FROM (
		SELECT count(*) AS count, (SELECT media_id FROM post_media WHERE post_id = old.post_id ORDER BY position LIMIT 1) AS first
		FROM post_media WHERE post_id = old.post_id
	) AS facts WHERE posts.id = old.post_id
		AND (posts.media_count <> facts.count OR posts.thumbnail_id IS NOT facts.first);
END;
