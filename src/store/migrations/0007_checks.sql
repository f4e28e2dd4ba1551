-- Domains that wait to be checked. Whoever checks one has it until then; where they come to nothing, another takes it.

CREATE TABLE check_queue (
  domain TEXT PRIMARY KEY,
  taken_until TEXT NOT NULL
) WITHOUT ROWID;

-- What checks found, the last of each domain.

CREATE TABLE check_results (
  domain TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (domain, checked_at)
) WITHOUT ROWID;
