-- Names that lead to the service through Cloudflare for SaaS, as they were last seen in a zone there. Rows outlive their
-- domain: what was made for it has to be taken away.

CREATE TABLE custom_hostnames (
  hostname TEXT NOT NULL,
  zone TEXT NOT NULL,
  domain TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (hostname, zone)
) WITHOUT ROWID;

CREATE INDEX custom_hostnames_by_domain ON custom_hostnames (domain, hostname, zone);
