-- In the order of their bytes, as in SQLite.

ALTER TABLE logins ALTER COLUMN domain TYPE TEXT COLLATE "C", ALTER COLUMN local_part TYPE TEXT COLLATE "C", ALTER COLUMN mailbox TYPE TEXT COLLATE "C";
