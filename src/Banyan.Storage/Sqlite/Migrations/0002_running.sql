CREATE TABLE leases (
    tenant_id text NOT NULL,
    name text NOT NULL,
    holder text NOT NULL,
    fence integer NOT NULL,
    held_until integer NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
CREATE INDEX idx_leases_until ON leases (held_until);

CREATE TABLE intent_runs (
    tenant_id text NOT NULL,
    id text NOT NULL,
    conversation_id text NOT NULL,
    client_message_id text NOT NULL,
    subject_id text NOT NULL,
    message_hash text NOT NULL,
    status text NOT NULL,
    is_open integer NOT NULL CHECK (is_open IN (0, 1)),
    is_cancel_asked integer NOT NULL CHECK (is_cancel_asked IN (0, 1)),
    head integer NOT NULL,
    fence integer NOT NULL,
    due_at integer,
    created_at integer NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, conversation_id, client_message_id)
);
CREATE INDEX idx_intent_runs_subject ON intent_runs (tenant_id, subject_id, id);
CREATE INDEX idx_intent_runs_open ON intent_runs (created_at) WHERE is_open = 1;

CREATE TABLE intent_events (
    tenant_id text NOT NULL,
    run_id text NOT NULL,
    sequence integer NOT NULL CHECK (sequence > 0),
    kind text NOT NULL,
    at integer NOT NULL,
    node text NOT NULL,
    fence integer NOT NULL,
    data text NOT NULL,
    PRIMARY KEY (tenant_id, run_id, sequence)
);

CREATE TABLE intent_confirmations (
    tenant_id text NOT NULL,
    subject_id text NOT NULL,
    code text NOT NULL,
    run_id text NOT NULL,
    conversation_id text NOT NULL,
    hashes text NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'given', 'declined', 'expired', 'cancelled')),
    tries integer NOT NULL CHECK (tries >= 0),
    expires_at integer NOT NULL,
    PRIMARY KEY (tenant_id, subject_id, code)
);
CREATE INDEX idx_intent_confirmations_open ON intent_confirmations (tenant_id, subject_id, conversation_id) WHERE state = 'open';
