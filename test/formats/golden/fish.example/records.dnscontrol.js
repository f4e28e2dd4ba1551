// fish.example
D_EXTEND("fish.example",
  // Thunderbird, Evolution, KMail, FairEmail, Delta Chat and others ask this name; it needs a certificate
  CNAME("autoconfig", "setup.hosting.example.", TTL(3600)),
  // Outlook, eM Client and Thunderbird ask this name; it needs a certificate
  CNAME("autodiscover", "setup.hosting.example.", TTL(3600)),
  // Himalaya reads the settings' address here
  TXT("@", "mailconf=https://autoconfig.fish.example/mail/config-v1.1.xml", TTL(3600)),
  // PACC clients ask this name; it needs a certificate
  CNAME("ua-auto-config", "setup.hosting.example.", TTL(3600)),
  // PACC clients use the file only if this is its digest: when settings change, publish the new record beside the old first
  TXT("_ua-auto-config", "v=UAAC1; a=sha256; d=Bdgp5JdM34SMHkH5mpmriPKCRUCJyEVrhOWiWhkzIU0=", TTL(3600)),
  // IMAP with TLS from the first byte: FairEmail, Evolution and others; the name needs an address record, not an alias
  SRV("_imaps._tcp", 0, 1, 993, "imap.fish.example.", TTL(3600)),
  // IMAP with STARTTLS: FairEmail, Evolution and others; the name needs an address record, not an alias
  SRV("_imap._tcp", 10, 1, 143, "imap.fish.example.", TTL(3600)),
  // POP3 with TLS from the first byte: FairEmail, Evolution and others; the name needs an address record, not an alias
  SRV("_pop3s._tcp", 20, 1, 995, "pop.fish.example.", TTL(3600)),
  // POP3 with STARTTLS is not offered: clients need not try
  SRV("_pop3._tcp", 0, 0, 0, ".", TTL(3600)),
  // Sending with TLS from the first byte: FairEmail, Evolution and others; the name needs an address record, not an alias
  SRV("_submissions._tcp", 0, 1, 465, "smtp.fish.example.", TTL(3600)),
  // Sending with STARTTLS: FairEmail, Evolution and others; the name needs an address record, not an alias
  SRV("_submission._tcp", 10, 1, 587, "smtp.fish.example.", TTL(3600)),
  // Thunderbird, Evolution, GNOME and DAVx5 find calendars here
  SRV("_caldavs._tcp", 0, 1, 443, "dav.fish.example.", TTL(3600)),
  // where calendars are on that host
  TXT("_caldavs._tcp", "path=/cal", TTL(3600))
);
