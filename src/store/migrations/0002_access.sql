-- Who may use the directory. Of secrets there are digests alone; times are ISO 8601 in UTC.

CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  secret TEXT NOT NULL,
  access TEXT NOT NULL,
  provider TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  expires_at TEXT,
  used_at TEXT,
  revoked_at TEXT
);

CREATE INDEX tokens_by_name ON tokens (name, id);

-- A revoked token leaves its name to the one that takes its place.
CREATE UNIQUE INDEX tokens_by_name_in_use ON tokens (name) WHERE revoked_at IS NULL;

-- People who are logged in to the console. `token` is what they logged in with.
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  token TEXT NOT NULL,
  created_at TEXT NOT NULL,
  used_at TEXT NOT NULL
);

CREATE INDEX sessions_by_use ON sessions (used_at);

-- Log-ins that were tried lately, by a digest of where from.
CREATE TABLE attempts (
  source TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  ends_at TEXT NOT NULL
);

CREATE INDEX attempts_by_end ON attempts (ends_at);

-- What was done with tokens. `id` begins with the time; `provider` is the token's own.
CREATE TABLE events (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  token TEXT,
  provider TEXT
);

CREATE INDEX events_by_kind ON events (kind, id);
CREATE INDEX events_by_provider ON events (provider, id);
