// fish.example
// remove: TXT("@", "mailconf=https://old.example/", TTL(3600))
// remove: CNAME("autoconfig", "old.example.", TTL(3600))
// remove: TXT("_ua-auto-config", "v=UAAC1; a=sha256; d=b2xk", TTL(3600))
D_EXTEND("fish.example",
  // because
  TXT("@", "mailconf=https://new.example/", TTL(3600)),
  // because
  CNAME("autoconfig", "setup.hosting.example.", TTL(3600))
);
