-- Providers and domains as operators wrote them. Columns beside the JSON hold what is searched for, and nothing else.

CREATE TABLE providers (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  revision INTEGER NOT NULL
);

-- Kept in the order of names, so that a look-up reads one leaf of the file and not two.
CREATE TABLE domains (
  name TEXT NOT NULL PRIMARY KEY,
  provider TEXT NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL,
  revision INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX domains_by_provider ON domains (provider, name);

-- Few domains are in another state than "served".
CREATE INDEX domains_by_state ON domains (state, name);

-- Every change, in its order. A body that is NULL was a removal; the provider is whose change it was.
CREATE TABLE revisions (
  revision INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  provider TEXT NOT NULL,
  state TEXT,
  body TEXT,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  batch TEXT NOT NULL
);

CREATE INDEX revisions_by_name ON revisions (kind, name, revision);
CREATE INDEX revisions_by_provider ON revisions (provider, revision);
