-- Names are compared byte by byte, as in SQLite: a locale's order would skip dots and hyphens, and no prefix would hold together.

ALTER TABLE providers ALTER COLUMN id TYPE TEXT COLLATE "C";
ALTER TABLE domains ALTER COLUMN name TYPE TEXT COLLATE "C", ALTER COLUMN provider TYPE TEXT COLLATE "C";
ALTER TABLE revisions ALTER COLUMN name TYPE TEXT COLLATE "C", ALTER COLUMN provider TYPE TEXT COLLATE "C";
