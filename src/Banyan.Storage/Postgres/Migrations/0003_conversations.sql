CREATE TABLE conversations (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    service text NOT NULL,
    user_id text NOT NULL,
    outside_name text,
    title text,
    intents jsonb NOT NULL DEFAULT '[]',
    open_state text,
    message_count integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX idx_conversations_owner ON conversations (tenant_id, user_id, updated_at DESC);
CREATE INDEX idx_conversations_expiry ON conversations (expires_at);
CREATE UNIQUE INDEX idx_conversations_outside_name ON conversations (tenant_id, user_id, outside_name) WHERE outside_name IS NOT NULL;

CREATE TABLE conversation_messages (
    tenant_id text NOT NULL,
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    sequence integer NOT NULL CHECK (sequence > 0),
    role text NOT NULL CHECK (role IN ('user', 'assistant')),
    client_message_id text NOT NULL,
    content text NOT NULL,
    run_id text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, sequence),
    UNIQUE (conversation_id, client_message_id, role)
);

CREATE TABLE intent_entities (
    tenant_id text NOT NULL,
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    kind text NOT NULL,
    entity_id text NOT NULL,
    label text NOT NULL,
    is_owned boolean NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, kind, entity_id)
);
