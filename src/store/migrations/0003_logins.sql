-- Log-in names that a domain's rule does not make, and aliases: one of the two each. Local parts are in lower case. These
-- are addresses of people: nothing of them is kept in history, and they go with their domain.

CREATE TABLE logins (
  domain TEXT NOT NULL REFERENCES domains (name) ON DELETE CASCADE,
  local_part TEXT NOT NULL,
  username TEXT,
  mailbox TEXT,
  PRIMARY KEY (domain, local_part)
) WITHOUT ROWID;

-- What was done with log-in names: whose, and how many.
ALTER TABLE events ADD COLUMN domain TEXT;
ALTER TABLE events ADD COLUMN count INTEGER;
