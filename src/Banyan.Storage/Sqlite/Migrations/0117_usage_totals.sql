-- Calls that services told of: each key of a service stands for one call.
CREATE TABLE usage_reports (
    tenant_id text NOT NULL,
    service text NOT NULL,
    idempotency_key text NOT NULL,
    usage_id text NOT NULL,
    occurred_at integer NOT NULL,
    PRIMARY KEY (tenant_id, service, idempotency_key)
) WITHOUT ROWID;
CREATE INDEX idx_usage_reports_occurred ON usage_reports (occurred_at);

-- The same without users: what most reports need, in a fraction of the rows.
CREATE TABLE usage_totals (
    granularity text NOT NULL CHECK (granularity IN ('hour', 'day')),
    bucket integer NOT NULL,
    tenant_id text NOT NULL,
    service text NOT NULL,
    feature text NOT NULL,
    team text NOT NULL,
    model_id text NOT NULL,
    provider_id text NOT NULL,
    api_key_id text NOT NULL,
    attempts integer NOT NULL CHECK (attempts >= 0),
    requests integer NOT NULL CHECK (requests >= 0),
    succeeded integer NOT NULL CHECK (succeeded >= 0),
    cancelled integer NOT NULL CHECK (cancelled >= 0),
    failed integer NOT NULL CHECK (failed >= 0),
    timedout integer NOT NULL CHECK (timedout >= 0),
    refused integer NOT NULL CHECK (refused >= 0),
    truncated integer NOT NULL CHECK (truncated >= 0),
    lost integer NOT NULL CHECK (lost >= 0),
    cached integer NOT NULL CHECK (cached >= 0),
    adjusted integer NOT NULL CHECK (adjusted >= 0),
    uncached integer NOT NULL CHECK (uncached >= 0),
    cache_read integer NOT NULL CHECK (cache_read >= 0),
    cache_write_5m integer NOT NULL CHECK (cache_write_5m >= 0),
    cache_write_1h integer NOT NULL CHECK (cache_write_1h >= 0),
    audio_in integer NOT NULL CHECK (audio_in >= 0),
    output integer NOT NULL CHECK (output >= 0),
    reasoning integer NOT NULL CHECK (reasoning >= 0),
    audio_out integer NOT NULL CHECK (audio_out >= 0),
    prompt_tokens integer NOT NULL CHECK (prompt_tokens >= 0),
    completion_tokens integer NOT NULL CHECK (completion_tokens >= 0),
    total_tokens integer NOT NULL CHECK (total_tokens >= 0),
    cost_nusd integer NOT NULL,
    saved_nusd integer NOT NULL CHECK (saved_nusd >= 0),
    estimated integer NOT NULL CHECK (estimated >= 0),
    estimated_tokens integer NOT NULL CHECK (estimated_tokens >= 0),
    estimated_nusd integer NOT NULL,
    unpriced integer NOT NULL CHECK (unpriced >= 0),
    PRIMARY KEY (granularity, tenant_id, bucket, service, feature, team, model_id, provider_id, api_key_id)
) WITHOUT ROWID;

INSERT INTO usage_totals (granularity, bucket, tenant_id, service, feature, team, model_id, provider_id, api_key_id, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m, cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated, estimated_tokens, estimated_nusd, unpriced)
SELECT granularity, bucket, tenant_id, service, feature, team, model_id, provider_id, api_key_id,
    SUM(attempts), SUM(requests), SUM(succeeded), SUM(cancelled), SUM(failed), SUM(timedout), SUM(refused), SUM(truncated), SUM(lost), SUM(cached), SUM(adjusted),
    SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h), SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out), SUM(prompt_tokens),
    SUM(completion_tokens), SUM(total_tokens), SUM(cost_nusd), SUM(saved_nusd), SUM(estimated), SUM(estimated_tokens), SUM(estimated_nusd), SUM(unpriced)
FROM usage_rollups GROUP BY granularity, bucket, tenant_id, service, feature, team, model_id, provider_id, api_key_id;
