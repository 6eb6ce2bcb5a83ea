-- What prompts are tried with. JSON stays the text that was given: members keep their order, numbers their digits.
CREATE TABLE prompt_examples (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    prompt_id text NOT NULL REFERENCES prompts (id),
    set_name text NOT NULL,
    variables text NOT NULL CHECK (json_valid(variables)),
    expect text NOT NULL CHECK (json_valid(expect)),
    created_by text NOT NULL,
    created_at integer NOT NULL
);
CREATE INDEX idx_prompt_examples_prompt ON prompt_examples (prompt_id, set_name);
