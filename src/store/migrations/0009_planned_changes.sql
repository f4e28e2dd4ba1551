-- Domains that plan changes of their own are few among all: a look for them, such as of `waypost names --since`, read each domain.

CREATE INDEX domains_with_plan ON domains (name) WHERE body LIKE '%"changes":%';
