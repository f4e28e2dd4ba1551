-- What mail clients asked for, by day: kinds and the domain, nobody's address and no network. Rows with an empty domain are of
-- all domains together, and are kept for longer.

CREATE TABLE request_counts (
  day TEXT NOT NULL,
  domain TEXT NOT NULL,
  family TEXT NOT NULL,
  mechanism TEXT NOT NULL,
  outcome TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (domain, day, family, mechanism, outcome)
) WITHOUT ROWID;

CREATE INDEX request_counts_by_day ON request_counts (day, domain);

-- Domains that were asked for and are not served, those that were asked for most.

CREATE TABLE unserved_domains (
  domain TEXT PRIMARY KEY,
  count BIGINT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL
) WITHOUT ROWID;
