-- Full-text search over what posts say and who clients are. The index holds no copy of the text
-- (contentless), and its row numbers are kept in tables of their own: VACUUM renumbers hidden rowids.
CREATE TABLE `post_search_rows` (
	`row` integer PRIMARY KEY NOT NULL,
	`post_id` text NOT NULL UNIQUE
);
--> statement-breakpoint
CREATE TABLE `client_search_rows` (
	`row` integer PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL UNIQUE
);
--> statement-breakpoint
-- `client` holds the random end of the client's id, so that one client's posts are found by the index too.
CREATE VIRTUAL TABLE `post_search` USING fts5(client, body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');
--> statement-breakpoint
CREATE VIRTUAL TABLE `client_search` USING fts5(name, notes, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');
--> statement-breakpoint
-- What the index says of a post: its text and each account's own. A removed post has no row here.
CREATE VIEW `post_search_documents` AS
SELECT
	posts.id AS post_id,
	substr(posts.client_id, 25) AS client,
	posts.text || coalesce((
		SELECT ' ' || group_concat(post_variants.text, ' ')
		FROM post_variants
		WHERE post_variants.post_id = posts.id AND post_variants.text IS NOT NULL
	), '') AS body
FROM posts
WHERE posts.removed_at IS NULL;
--> statement-breakpoint
CREATE TRIGGER `post_search_insert` AFTER INSERT ON `posts` WHEN new.removed_at IS NULL BEGIN
	INSERT OR IGNORE INTO post_search_rows (post_id) VALUES (new.id);
	INSERT OR REPLACE INTO post_search (rowid, client, body)
	SELECT post_search_rows.row, client, body FROM post_search_documents
	JOIN post_search_rows USING (post_id) WHERE post_id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `post_search_update` AFTER UPDATE OF text, client_id, removed_at ON `posts`
WHEN new.text IS NOT old.text OR new.client_id IS NOT old.client_id
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
CREATE TRIGGER `post_search_delete` BEFORE DELETE ON `posts` BEGIN
	DELETE FROM post_search WHERE rowid = (SELECT row FROM post_search_rows WHERE post_id = old.id);
	DELETE FROM post_search_rows WHERE post_id = old.id;
END;
--> statement-breakpoint
CREATE TRIGGER `variant_search_insert` AFTER INSERT ON `post_variants` WHEN new.text IS NOT NULL BEGIN
	INSERT OR REPLACE INTO post_search (rowid, client, body)
	SELECT post_search_rows.row, client, body FROM post_search_documents
	JOIN post_search_rows USING (post_id) WHERE post_id = new.post_id;
END;
--> statement-breakpoint
CREATE TRIGGER `variant_search_update` AFTER UPDATE OF text, post_id ON `post_variants` WHEN new.text IS NOT old.text BEGIN
	INSERT OR REPLACE INTO post_search (rowid, client, body)
	SELECT post_search_rows.row, client, body FROM post_search_documents
	JOIN post_search_rows USING (post_id) WHERE post_id = new.post_id;
END;
--> statement-breakpoint
CREATE TRIGGER `variant_search_delete` AFTER DELETE ON `post_variants` WHEN old.text IS NOT NULL BEGIN
	INSERT OR REPLACE INTO post_search (rowid, client, body)
	SELECT post_search_rows.row, client, body FROM post_search_documents
	JOIN post_search_rows USING (post_id) WHERE post_id = old.post_id;
END;
--> statement-breakpoint
CREATE TRIGGER `client_search_insert` AFTER INSERT ON `clients` BEGIN
	INSERT OR IGNORE INTO client_search_rows (client_id) VALUES (new.id);
	INSERT OR REPLACE INTO client_search (rowid, name, notes)
	SELECT row, new.name, new.notes FROM client_search_rows WHERE client_id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `client_search_update` AFTER UPDATE OF name, notes ON `clients`
WHEN new.name IS NOT old.name OR new.notes IS NOT old.notes BEGIN
	INSERT OR REPLACE INTO client_search (rowid, name, notes)
	SELECT row, new.name, new.notes FROM client_search_rows WHERE client_id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `client_search_delete` BEFORE DELETE ON `clients` BEGIN
	DELETE FROM client_search WHERE rowid = (SELECT row FROM client_search_rows WHERE client_id = old.id);
	DELETE FROM client_search_rows WHERE client_id = old.id;
END;
--> statement-breakpoint
INSERT INTO post_search_rows (post_id) SELECT id FROM posts WHERE removed_at IS NULL ORDER BY created_at, id;
--> statement-breakpoint
INSERT INTO post_search (rowid, client, body)
SELECT post_search_rows.row, client, body FROM post_search_documents JOIN post_search_rows USING (post_id);
--> statement-breakpoint
INSERT INTO client_search_rows (client_id) SELECT id FROM clients ORDER BY created_at, id;
--> statement-breakpoint
INSERT INTO client_search (rowid, name, notes)
SELECT client_search_rows.row, name, notes FROM clients JOIN client_search_rows ON client_search_rows.client_id = clients.id;
