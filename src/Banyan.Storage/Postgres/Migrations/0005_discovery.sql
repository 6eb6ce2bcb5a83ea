-- Text, not a JSON type: a catalogue's version is the hash of exactly these characters.
CREATE TABLE catalogue_versions (
    tenant_id text NOT NULL,
    version text NOT NULL,
    intents text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, version)
);

CREATE TABLE backend_answers (
    tenant_id text NOT NULL,
    backend text NOT NULL,
    base_url text NOT NULL,
    answer text NOT NULL,
    read_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, backend)
);
