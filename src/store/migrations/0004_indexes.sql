-- The console's list of one provider's domains in one state: among many of the one, and many of the other, there may be few.

CREATE INDEX domains_by_provider_and_state ON domains (provider, state, name);
