-- What the ledger adds up to by hour and by day (UTC), for whoever reads it: written with the rows themselves, so that both always say the same.
-- Where the ledger has nothing (no user, no feature, no model reached) it has an empty text, for a key must not be null.
CREATE TABLE usage_rollups (
    granularity text NOT NULL CHECK (granularity IN ('hour', 'day')),
    bucket integer NOT NULL,
    tenant_id text NOT NULL,
    service text NOT NULL,
    user_id text NOT NULL,
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
    PRIMARY KEY (granularity, tenant_id, bucket, service, user_id, feature, team, model_id, provider_id, api_key_id)
) WITHOUT ROWID;
CREATE INDEX idx_usage_rollups_user ON usage_rollups (tenant_id, user_id, granularity, bucket);

-- How long attempts took, in buckets that grow by a tenth: counts that add up. Not by user, whose every attempt would be a row.
CREATE TABLE usage_latencies (
    granularity text NOT NULL CHECK (granularity IN ('hour', 'day')),
    bucket integer NOT NULL,
    tenant_id text NOT NULL,
    service text NOT NULL,
    feature text NOT NULL,
    team text NOT NULL,
    model_id text NOT NULL,
    provider_id text NOT NULL,
    api_key_id text NOT NULL,
    latency_bucket integer NOT NULL,
    calls integer NOT NULL CHECK (calls >= 0),
    PRIMARY KEY (granularity, tenant_id, bucket, service, feature, team, model_id, provider_id, api_key_id, latency_bucket)
) WITHOUT ROWID;

-- What was in the ledger before.
INSERT INTO usage_rollups (granularity, bucket, tenant_id, service, user_id, feature, team, model_id, provider_id, api_key_id, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m, cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated, estimated_tokens, estimated_nusd, unpriced)
SELECT 'hour', occurred_at - occurred_at % 3600000000, tenant_id, service, COALESCE(user_id, ''), COALESCE(feature, ''), COALESCE(team, ''), COALESCE(model_id, ''), COALESCE(provider_id, ''), api_key_id,
    COUNT(*) FILTER (WHERE outcome <> 'adjusted'), COUNT(*) FILTER (WHERE attempt_no = 1 AND outcome <> 'adjusted'), COUNT(*) FILTER (WHERE outcome = 'succeeded'),
    COUNT(*) FILTER (WHERE outcome = 'cancelled'), COUNT(*) FILTER (WHERE outcome = 'failed'), COUNT(*) FILTER (WHERE outcome = 'timedout'),
    COUNT(*) FILTER (WHERE outcome = 'refused'), COUNT(*) FILTER (WHERE outcome = 'truncated'), COUNT(*) FILTER (WHERE outcome = 'lost'),
    COUNT(*) FILTER (WHERE outcome = 'cached'), COUNT(*) FILTER (WHERE outcome = 'adjusted'), SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h),
    SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out), SUM(prompt_tokens), SUM(completion_tokens), SUM(total_tokens), COALESCE(SUM(cost_nusd), 0),
    SUM(saved_nusd), COUNT(*) FILTER (WHERE source = 'estimated'), COALESCE(SUM(total_tokens) FILTER (WHERE source = 'estimated'), 0),
    COALESCE(SUM(cost_nusd) FILTER (WHERE source = 'estimated'), 0), COUNT(*) FILTER (WHERE cost_nusd IS NULL)
FROM usage_log WHERE true
GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10;
INSERT INTO usage_rollups (granularity, bucket, tenant_id, service, user_id, feature, team, model_id, provider_id, api_key_id, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m, cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated, estimated_tokens, estimated_nusd, unpriced)
SELECT 'day', occurred_at - occurred_at % 86400000000, tenant_id, service, COALESCE(user_id, ''), COALESCE(feature, ''), COALESCE(team, ''), COALESCE(model_id, ''), COALESCE(provider_id, ''), api_key_id,
    COUNT(*) FILTER (WHERE outcome <> 'adjusted'), COUNT(*) FILTER (WHERE attempt_no = 1 AND outcome <> 'adjusted'), COUNT(*) FILTER (WHERE outcome = 'succeeded'),
    COUNT(*) FILTER (WHERE outcome = 'cancelled'), COUNT(*) FILTER (WHERE outcome = 'failed'), COUNT(*) FILTER (WHERE outcome = 'timedout'),
    COUNT(*) FILTER (WHERE outcome = 'refused'), COUNT(*) FILTER (WHERE outcome = 'truncated'), COUNT(*) FILTER (WHERE outcome = 'lost'),
    COUNT(*) FILTER (WHERE outcome = 'cached'), COUNT(*) FILTER (WHERE outcome = 'adjusted'), SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h),
    SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out), SUM(prompt_tokens), SUM(completion_tokens), SUM(total_tokens), COALESCE(SUM(cost_nusd), 0),
    SUM(saved_nusd), COUNT(*) FILTER (WHERE source = 'estimated'), COALESCE(SUM(total_tokens) FILTER (WHERE source = 'estimated'), 0),
    COALESCE(SUM(cost_nusd) FILTER (WHERE source = 'estimated'), 0), COUNT(*) FILTER (WHERE cost_nusd IS NULL)
FROM usage_log WHERE true
GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10;
INSERT INTO usage_latencies (granularity, bucket, tenant_id, service, feature, team, model_id, provider_id, api_key_id, latency_bucket, calls)
SELECT 'hour', occurred_at - occurred_at % 3600000000, tenant_id, service, COALESCE(feature, ''), COALESCE(team, ''), COALESCE(model_id, ''), COALESCE(provider_id, ''), api_key_id,
    latency_bucket(latency_ms), COUNT(*)
FROM usage_log WHERE outcome NOT IN ('running', 'lost', 'adjusted') AND door <> 'report'
GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10;
INSERT INTO usage_latencies (granularity, bucket, tenant_id, service, feature, team, model_id, provider_id, api_key_id, latency_bucket, calls)
SELECT 'day', occurred_at - occurred_at % 86400000000, tenant_id, service, COALESCE(feature, ''), COALESCE(team, ''), COALESCE(model_id, ''), COALESCE(provider_id, ''), api_key_id,
    latency_bucket(latency_ms), COUNT(*)
FROM usage_log WHERE outcome NOT IN ('running', 'lost', 'adjusted') AND door <> 'report'
GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10;
