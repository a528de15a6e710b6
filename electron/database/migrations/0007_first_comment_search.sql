-- What the index says of a post: its text, its first comment and each account's own. A removed post has no row here.
DROP VIEW `post_search_documents`;
--> statement-breakpoint
CREATE VIEW `post_search_documents` AS
SELECT
	posts.id AS post_id,
	substr(posts.client_id, 25) AS client,
	posts.text || ' ' || posts.first_comment || coalesce((
		SELECT ' ' || group_concat(post_variants.text, ' ')
		FROM post_variants
		WHERE post_variants.post_id = posts.id AND post_variants.text IS NOT NULL
	), '') AS body
FROM posts
WHERE posts.removed_at IS NULL;
--> statement-breakpoint
DROP TRIGGER `post_search_update`;
--> statement-breakpoint
CREATE TRIGGER `post_search_update` AFTER UPDATE OF text, first_comment, client_id, removed_at ON `posts`
WHEN new.text IS NOT old.text OR new.first_comment IS NOT old.first_comment OR new.client_id IS NOT old.client_id
	OR (new.removed_at IS NULL) <> (old.removed_at IS NULL) BEGIN
	DELETE FROM post_search WHERE new.removed_at IS NOT NULL
		AND rowid = (SELECT row FROM post_search_rows WHERE post_id = old.id);
	DELETE FROM post_search_rows WHERE new.removed_at IS NOT NULL AND post_id = old.id;
	INSERT OR IGNORE INTO post_search_rows (post_id) SELECT new.id WHERE new.removed_at IS NULL;
	INSERT OR REPLACE INTO post_search (rowid, client, body)
	SELECT post_search_rows.row, client, body FROM post_search_documents
	JOIN post_search_rows USING (post_id) WHERE post_id = new.id;
END;
--> statement-breakpoint
-- Of every other post the index says the same as before.
INSERT OR REPLACE INTO post_search (rowid, client, body)
SELECT post_search_rows.row, post_search_documents.client, body FROM posts
JOIN post_search_rows ON post_search_rows.post_id = posts.id
JOIN post_search_documents ON post_search_documents.post_id = posts.id
WHERE posts.first_comment <> '';
