-- In the order of their bytes, as in SQLite.

ALTER TABLE check_runs ALTER COLUMN started_at TYPE TEXT COLLATE "C";
