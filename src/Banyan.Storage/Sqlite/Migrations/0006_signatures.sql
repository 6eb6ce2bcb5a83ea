CREATE TABLE reasoning_signatures (
    tenant_id text NOT NULL,
    call_hash blob NOT NULL CHECK (length(call_hash) = 16),
    sealed blob NOT NULL CHECK (length(sealed) <= 70000),
    expires_at integer NOT NULL,
    PRIMARY KEY (tenant_id, call_hash)
);
CREATE INDEX idx_reasoning_signatures_expires ON reasoning_signatures (expires_at);
