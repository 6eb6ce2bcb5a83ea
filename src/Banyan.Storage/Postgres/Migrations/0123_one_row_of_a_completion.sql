-- The answer stands beside what was asked: one row for an exchange instead of two. Rows of before keep their answers in completion_responses until they are erased.
ALTER TABLE completion_requests
    ADD COLUMN provider_id text,
    ADD COLUMN model_id text,
    ADD COLUMN finish_reason text,
    ADD COLUMN prompt_tokens bigint CHECK (prompt_tokens >= 0),
    ADD COLUMN completion_tokens bigint CHECK (completion_tokens >= 0),
    ADD COLUMN latency_ms integer,
    ADD COLUMN ttft_ms integer,
    ADD COLUMN overhead_us bigint,
    ADD COLUMN cost_nusd bigint CHECK (cost_nusd >= 0),
    ADD COLUMN cached boolean,
    ADD COLUMN route bytea,
    ADD COLUMN completed_at timestamptz;

-- Most calls name no user: those are not looked for by one.
DROP INDEX idx_usage_log_user_timestamp;
CREATE INDEX idx_usage_log_user_timestamp ON usage_log (user_id, occurred_at DESC) WHERE user_id IS NOT NULL;
