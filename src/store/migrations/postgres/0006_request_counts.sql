-- In the order of their bytes, as in SQLite.

ALTER TABLE request_counts ALTER COLUMN domain TYPE TEXT COLLATE "C", ALTER COLUMN day TYPE TEXT COLLATE "C";
ALTER TABLE unserved_domains ALTER COLUMN domain TYPE TEXT COLLATE "C", ALTER COLUMN last_day TYPE TEXT COLLATE "C";
