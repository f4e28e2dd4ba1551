-- In the order of their bytes, as in SQLite.

ALTER TABLE custom_hostnames ALTER COLUMN hostname TYPE TEXT COLLATE "C", ALTER COLUMN zone TYPE TEXT COLLATE "C", ALTER COLUMN domain TYPE TEXT COLLATE "C";
