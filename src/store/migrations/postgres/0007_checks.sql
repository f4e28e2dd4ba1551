-- In the order of their bytes, as in SQLite.

ALTER TABLE check_queue ALTER COLUMN domain TYPE TEXT COLLATE "C", ALTER COLUMN taken_until TYPE TEXT COLLATE "C";
ALTER TABLE check_results ALTER COLUMN domain TYPE TEXT COLLATE "C", ALTER COLUMN checked_at TYPE TEXT COLLATE "C";
