-- Checks of all domains, one after the other: the last is under way until it has an end. What it found, as it is shown.

CREATE TABLE check_runs (
  started_at TEXT PRIMARY KEY,
  domains INTEGER NOT NULL,
  ended_at TEXT,
  report TEXT
) WITHOUT ROWID;
