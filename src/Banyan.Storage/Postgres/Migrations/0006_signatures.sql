CREATE TABLE reasoning_signatures (
    tenant_id text NOT NULL,
    call_hash bytea NOT NULL CHECK (octet_length(call_hash) = 16),
    sealed bytea NOT NULL CHECK (octet_length(sealed) <= 70000),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, call_hash)
);
CREATE INDEX idx_reasoning_signatures_expires ON reasoning_signatures (expires_at);
