-- What end users add up to by day and by ISO week, whatever else is told apart: who spends most is read here.
CREATE TABLE usage_users (
    granularity text NOT NULL CHECK (granularity IN ('day', 'week')),
    bucket integer NOT NULL,
    tenant_id text NOT NULL,
    user_id text NOT NULL,
    service text NOT NULL,
    requests integer NOT NULL CHECK (requests >= 0),
    errors integer NOT NULL CHECK (errors >= 0),
    total_tokens integer NOT NULL CHECK (total_tokens >= 0),
    cost_nusd integer NOT NULL,
    saved_nusd integer NOT NULL CHECK (saved_nusd >= 0),
    PRIMARY KEY (granularity, tenant_id, bucket, user_id, service)
) WITHOUT ROWID;

-- What a tenant adds up to altogether, and by one thing alone: what most reports ask for, in a few rows an hour.
CREATE TABLE usage_margins (
    granularity text NOT NULL CHECK (granularity IN ('hour', 'day')),
    tenant_id text NOT NULL,
    dimension text NOT NULL CHECK (dimension IN ('all', 'service', 'feature', 'team', 'model_id', 'provider_id', 'api_key_id')),
    bucket integer NOT NULL,
    value text NOT NULL,
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
    PRIMARY KEY (granularity, tenant_id, dimension, bucket, value)
) WITHOUT ROWID;

-- How long attempts took, likewise.
CREATE TABLE usage_margin_latencies (
    granularity text NOT NULL CHECK (granularity IN ('hour', 'day')),
    tenant_id text NOT NULL,
    dimension text NOT NULL CHECK (dimension IN ('all', 'service', 'feature', 'model_id')),
    bucket integer NOT NULL,
    value text NOT NULL,
    latency_bucket integer NOT NULL,
    calls integer NOT NULL CHECK (calls >= 0),
    PRIMARY KEY (granularity, tenant_id, dimension, bucket, value, latency_bucket)
) WITHOUT ROWID;

-- What did not simply succeed is a small part of the ledger and looked for by itself; features are many, and some are rare.
CREATE INDEX IF NOT EXISTS idx_usage_log_ends ON usage_log (tenant_id, occurred_at DESC, id DESC, outcome) WHERE outcome <> 'succeeded';
CREATE INDEX IF NOT EXISTS idx_usage_log_feature ON usage_log (tenant_id, feature, occurred_at DESC) WHERE feature IS NOT NULL;

-- What was added up before.
INSERT INTO usage_users (granularity, bucket, tenant_id, user_id, service, requests, errors, total_tokens, cost_nusd, saved_nusd)
SELECT 'day', bucket, tenant_id, user_id, service, SUM(requests), SUM(failed + timedout + refused + truncated + lost), SUM(total_tokens), SUM(cost_nusd), SUM(saved_nusd)
FROM usage_rollups WHERE granularity = 'day' GROUP BY 2, 3, 4, 5 ORDER BY 3, 2, 4, 5;
INSERT INTO usage_users (granularity, bucket, tenant_id, user_id, service, requests, errors, total_tokens, cost_nusd, saved_nusd)
SELECT 'week', bucket - (bucket - 345600000000) % 604800000000, tenant_id, user_id, service, SUM(requests), SUM(errors), SUM(total_tokens), SUM(cost_nusd), SUM(saved_nusd)
FROM usage_users WHERE granularity = 'day' GROUP BY 2, 3, 4, 5 ORDER BY 3, 2, 4, 5;
INSERT INTO usage_margins (granularity, tenant_id, dimension, bucket, value, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m,
    cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated,
    estimated_tokens, estimated_nusd, unpriced)
SELECT 'hour', tenant_id, dimension, bucket, CASE dimension WHEN 'service' THEN service WHEN 'feature' THEN feature WHEN 'team' THEN team WHEN 'model_id' THEN model_id WHEN 'provider_id' THEN provider_id WHEN 'api_key_id' THEN api_key_id ELSE '' END, SUM(attempts), SUM(requests), SUM(succeeded), SUM(cancelled), SUM(failed), SUM(timedout), SUM(refused), SUM(truncated), SUM(lost), SUM(cached),
    SUM(adjusted), SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h), SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out),
    SUM(prompt_tokens), SUM(completion_tokens), SUM(total_tokens), SUM(cost_nusd), SUM(saved_nusd), SUM(estimated), SUM(estimated_tokens),
    SUM(estimated_nusd), SUM(unpriced)
FROM usage_totals CROSS JOIN (SELECT 'all' AS dimension UNION ALL SELECT 'service' UNION ALL SELECT 'feature' UNION ALL SELECT 'team' UNION ALL SELECT 'model_id' UNION ALL SELECT 'provider_id' UNION ALL SELECT 'api_key_id') AS margins
WHERE granularity = 'hour' GROUP BY 2, 3, 4, 5 ORDER BY 2, 3, 4, 5;
INSERT INTO usage_margins (granularity, tenant_id, dimension, bucket, value, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m,
    cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated,
    estimated_tokens, estimated_nusd, unpriced)
SELECT 'day', tenant_id, dimension, bucket - bucket % 86400000000, value, SUM(attempts), SUM(requests), SUM(succeeded), SUM(cancelled), SUM(failed), SUM(timedout), SUM(refused), SUM(truncated), SUM(lost), SUM(cached),
    SUM(adjusted), SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h), SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out),
    SUM(prompt_tokens), SUM(completion_tokens), SUM(total_tokens), SUM(cost_nusd), SUM(saved_nusd), SUM(estimated), SUM(estimated_tokens),
    SUM(estimated_nusd), SUM(unpriced)
FROM usage_margins WHERE granularity = 'hour' GROUP BY 2, 3, 4, 5 ORDER BY 2, 3, 4, 5;
INSERT INTO usage_margin_latencies (granularity, tenant_id, dimension, bucket, value, latency_bucket, calls)
SELECT 'hour', tenant_id, dimension, bucket, CASE dimension WHEN 'service' THEN service WHEN 'feature' THEN feature WHEN 'model_id' THEN model_id ELSE '' END, latency_bucket, SUM(calls)
FROM usage_latencies CROSS JOIN (SELECT 'all' AS dimension UNION ALL SELECT 'service' UNION ALL SELECT 'feature' UNION ALL SELECT 'model_id') AS margins
WHERE granularity = 'hour' GROUP BY 2, 3, 4, 5, 6 ORDER BY 2, 3, 4, 5, 6;
INSERT INTO usage_margin_latencies (granularity, tenant_id, dimension, bucket, value, latency_bucket, calls)
SELECT 'day', tenant_id, dimension, bucket - bucket % 86400000000, value, latency_bucket, SUM(calls)
FROM usage_margin_latencies WHERE granularity = 'hour' GROUP BY 2, 3, 4, 5, 6 ORDER BY 2, 3, 4, 5, 6;
