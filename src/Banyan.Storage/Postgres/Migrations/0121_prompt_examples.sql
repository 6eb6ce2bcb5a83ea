-- What prompts are tried with. JSON stays the text that was given: members keep their order, numbers their digits.
CREATE TABLE prompt_examples (
    id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    prompt_id uuid NOT NULL REFERENCES prompts (id),
    set_name text NOT NULL,
    variables text NOT NULL,
    expect text NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX idx_prompt_examples_prompt ON prompt_examples (prompt_id, set_name);
