-- The answer stands beside what was asked: one row for an exchange instead of two. Rows of before keep their answers in completion_responses until they are erased.
ALTER TABLE completion_requests ADD COLUMN provider_id text;
ALTER TABLE completion_requests ADD COLUMN model_id text;
ALTER TABLE completion_requests ADD COLUMN finish_reason text;
ALTER TABLE completion_requests ADD COLUMN prompt_tokens integer CHECK (prompt_tokens >= 0);
ALTER TABLE completion_requests ADD COLUMN completion_tokens integer CHECK (completion_tokens >= 0);
ALTER TABLE completion_requests ADD COLUMN latency_ms integer;
ALTER TABLE completion_requests ADD COLUMN ttft_ms integer;
ALTER TABLE completion_requests ADD COLUMN overhead_us integer;
ALTER TABLE completion_requests ADD COLUMN cost_nusd integer CHECK (cost_nusd >= 0);
ALTER TABLE completion_requests ADD COLUMN cached integer CHECK (cached IN (0, 1));
ALTER TABLE completion_requests ADD COLUMN route blob;
ALTER TABLE completion_requests ADD COLUMN completed_at integer;

-- Most calls name no user: those are not looked for by one.
DROP INDEX idx_usage_log_user_timestamp;
CREATE INDEX idx_usage_log_user_timestamp ON usage_log (user_id, occurred_at DESC) WHERE user_id IS NOT NULL;
