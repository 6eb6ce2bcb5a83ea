-- What end users add up to by day and by ISO week, whatever else is told apart: who spends most is read here.
CREATE TABLE usage_users (
    granularity text NOT NULL CHECK (granularity IN ('day', 'week')),
    bucket timestamptz NOT NULL,
    tenant_id text NOT NULL,
    user_id text NOT NULL,
    service text NOT NULL,
    requests bigint NOT NULL CHECK (requests >= 0),
    errors bigint NOT NULL CHECK (errors >= 0),
    total_tokens bigint NOT NULL CHECK (total_tokens >= 0),
    cost_nusd bigint NOT NULL,
    saved_nusd bigint NOT NULL CHECK (saved_nusd >= 0),
    PRIMARY KEY (granularity, tenant_id, bucket, user_id, service)
) WITH (fillfactor = 80);

-- What a tenant adds up to altogether, and by one thing alone: what most reports ask for, in a few rows an hour.
CREATE TABLE usage_margins (
    granularity text NOT NULL CHECK (granularity IN ('hour', 'day')),
    tenant_id text NOT NULL,
    dimension text NOT NULL CHECK (dimension IN ('all', 'service', 'feature', 'team', 'model_id', 'provider_id', 'api_key_id')),
    bucket timestamptz NOT NULL,
    value text NOT NULL,
    attempts bigint NOT NULL CHECK (attempts >= 0),
    requests bigint NOT NULL CHECK (requests >= 0),
    succeeded bigint NOT NULL CHECK (succeeded >= 0),
    cancelled bigint NOT NULL CHECK (cancelled >= 0),
    failed bigint NOT NULL CHECK (failed >= 0),
    timedout bigint NOT NULL CHECK (timedout >= 0),
    refused bigint NOT NULL CHECK (refused >= 0),
    truncated bigint NOT NULL CHECK (truncated >= 0),
    lost bigint NOT NULL CHECK (lost >= 0),
    cached bigint NOT NULL CHECK (cached >= 0),
    adjusted bigint NOT NULL CHECK (adjusted >= 0),
    uncached bigint NOT NULL CHECK (uncached >= 0),
    cache_read bigint NOT NULL CHECK (cache_read >= 0),
    cache_write_5m bigint NOT NULL CHECK (cache_write_5m >= 0),
    cache_write_1h bigint NOT NULL CHECK (cache_write_1h >= 0),
    audio_in bigint NOT NULL CHECK (audio_in >= 0),
    output bigint NOT NULL CHECK (output >= 0),
    reasoning bigint NOT NULL CHECK (reasoning >= 0),
    audio_out bigint NOT NULL CHECK (audio_out >= 0),
    prompt_tokens bigint NOT NULL CHECK (prompt_tokens >= 0),
    completion_tokens bigint NOT NULL CHECK (completion_tokens >= 0),
    total_tokens bigint NOT NULL CHECK (total_tokens >= 0),
    cost_nusd bigint NOT NULL,
    saved_nusd bigint NOT NULL CHECK (saved_nusd >= 0),
    estimated bigint NOT NULL CHECK (estimated >= 0),
    estimated_tokens bigint NOT NULL CHECK (estimated_tokens >= 0),
    estimated_nusd bigint NOT NULL,
    unpriced bigint NOT NULL CHECK (unpriced >= 0),
    PRIMARY KEY (granularity, tenant_id, dimension, bucket, value)
) WITH (fillfactor = 80);

-- How long attempts took, likewise.
CREATE TABLE usage_margin_latencies (
    granularity text NOT NULL CHECK (granularity IN ('hour', 'day')),
    tenant_id text NOT NULL,
    dimension text NOT NULL CHECK (dimension IN ('all', 'service', 'feature', 'model_id')),
    bucket timestamptz NOT NULL,
    value text NOT NULL,
    latency_bucket integer NOT NULL,
    calls bigint NOT NULL CHECK (calls >= 0),
    PRIMARY KEY (granularity, tenant_id, dimension, bucket, value, latency_bucket)
) WITH (fillfactor = 80);

-- What did not simply succeed is a small part of the ledger and looked for by itself; features are many, and some are rare.
CREATE INDEX IF NOT EXISTS idx_usage_log_ends ON usage_log (tenant_id, occurred_at DESC, id DESC, outcome) WHERE outcome <> 'succeeded';
CREATE INDEX IF NOT EXISTS idx_usage_log_feature ON usage_log (tenant_id, feature, occurred_at DESC) WHERE feature IS NOT NULL;

-- Beside the trigger that writes the other rollups, and after it by name; keys are sorted, and those that all writers share come last, so that they are held shortly.
LOCK TABLE usage_log IN SHARE ROW EXCLUSIVE MODE;
CREATE FUNCTION usage_roll_up_margins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO usage_users (granularity, bucket, tenant_id, user_id, service, requests, errors, total_tokens, cost_nusd, saved_nusd)
    SELECT span, date_trunc(span, occurred_at, 'UTC'), tenant_id, COALESCE(user_id, ''), service, COUNT(*) FILTER (WHERE attempt_no = 1 AND outcome <> 'adjusted'),
        COUNT(*) FILTER (WHERE outcome IN ('failed', 'timedout', 'refused', 'truncated', 'lost')), SUM(total_tokens), COALESCE(SUM(cost_nusd), 0), SUM(saved_nusd)
    FROM fresh CROSS JOIN (VALUES ('day'), ('week')) AS spans (span)
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 3, 2, 4, 5
    ON CONFLICT (granularity, tenant_id, bucket, user_id, service) DO UPDATE SET
        requests = usage_users.requests + excluded.requests, errors = usage_users.errors + excluded.errors,
        total_tokens = usage_users.total_tokens + excluded.total_tokens, cost_nusd = usage_users.cost_nusd + excluded.cost_nusd,
        saved_nusd = usage_users.saved_nusd + excluded.saved_nusd;
    WITH hours AS MATERIALIZED (
        SELECT tenant_id, dimension, date_trunc('hour', occurred_at, 'UTC') AS bucket, value, CASE WHEN latency_ms <= 1 THEN 0 ELSE ceil(ln(latency_ms) / ln(1.1))::integer END AS latency_bucket, COUNT(*) AS calls
        FROM fresh CROSS JOIN LATERAL (VALUES ('all', ''), ('service', service), ('feature', COALESCE(feature, '')), ('model_id', COALESCE(model_id, ''))) AS margins (dimension, value)
        WHERE outcome NOT IN ('running', 'lost', 'adjusted') AND door <> 'report'
        GROUP BY 1, 2, 3, 4, 5)
    INSERT INTO usage_margin_latencies (granularity, tenant_id, dimension, bucket, value, latency_bucket, calls)
    SELECT 'hour', tenant_id, dimension, bucket, value, latency_bucket, calls FROM hours
    UNION ALL SELECT 'day', tenant_id, dimension, date_trunc('day', bucket, 'UTC'), value, latency_bucket, SUM(calls) FROM hours GROUP BY 1, 2, 3, 4, 5, 6
    ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (granularity, tenant_id, dimension, bucket, value, latency_bucket) DO UPDATE SET calls = usage_margin_latencies.calls + excluded.calls;
    WITH hours AS MATERIALIZED (
        SELECT tenant_id, dimension, date_trunc('hour', occurred_at, 'UTC') AS bucket, value,
            COUNT(*) FILTER (WHERE outcome <> 'adjusted') AS attempts, COUNT(*) FILTER (WHERE attempt_no = 1 AND outcome <> 'adjusted') AS requests,
            COUNT(*) FILTER (WHERE outcome = 'succeeded') AS succeeded, COUNT(*) FILTER (WHERE outcome = 'cancelled') AS cancelled,
            COUNT(*) FILTER (WHERE outcome = 'failed') AS failed, COUNT(*) FILTER (WHERE outcome = 'timedout') AS timedout,
            COUNT(*) FILTER (WHERE outcome = 'refused') AS refused, COUNT(*) FILTER (WHERE outcome = 'truncated') AS truncated,
            COUNT(*) FILTER (WHERE outcome = 'lost') AS lost, COUNT(*) FILTER (WHERE outcome = 'cached') AS cached,
            COUNT(*) FILTER (WHERE outcome = 'adjusted') AS adjusted, SUM(uncached) AS uncached, SUM(cache_read) AS cache_read,
            SUM(cache_write_5m) AS cache_write_5m, SUM(cache_write_1h) AS cache_write_1h, SUM(audio_in) AS audio_in, SUM(output) AS output,
            SUM(reasoning) AS reasoning, SUM(audio_out) AS audio_out, SUM(prompt_tokens) AS prompt_tokens, SUM(completion_tokens) AS completion_tokens,
            SUM(total_tokens) AS total_tokens, COALESCE(SUM(cost_nusd), 0) AS cost_nusd, SUM(saved_nusd) AS saved_nusd,
            COUNT(*) FILTER (WHERE source = 'estimated') AS estimated, COALESCE(SUM(total_tokens) FILTER (WHERE source = 'estimated'), 0) AS estimated_tokens,
            COALESCE(SUM(cost_nusd) FILTER (WHERE source = 'estimated'), 0) AS estimated_nusd, COUNT(*) FILTER (WHERE cost_nusd IS NULL) AS unpriced
        FROM fresh CROSS JOIN LATERAL (VALUES ('all', ''), ('service', service), ('feature', COALESCE(feature, '')), ('team', COALESCE(team, '')), ('model_id', COALESCE(model_id, '')), ('provider_id', COALESCE(provider_id, '')), ('api_key_id', api_key_id)) AS margins (dimension, value)
        GROUP BY 1, 2, 3, 4)
    INSERT INTO usage_margins (granularity, tenant_id, dimension, bucket, value, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m,
    cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated,
    estimated_tokens, estimated_nusd, unpriced)
    SELECT 'hour', tenant_id, dimension, bucket, value, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m,
    cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated,
    estimated_tokens, estimated_nusd, unpriced FROM hours
    UNION ALL SELECT 'day', tenant_id, dimension, date_trunc('day', bucket, 'UTC'), value, SUM(attempts), SUM(requests), SUM(succeeded), SUM(cancelled), SUM(failed), SUM(timedout), SUM(refused), SUM(truncated), SUM(lost), SUM(cached),
    SUM(adjusted), SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h), SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out),
    SUM(prompt_tokens), SUM(completion_tokens), SUM(total_tokens), SUM(cost_nusd), SUM(saved_nusd), SUM(estimated), SUM(estimated_tokens),
    SUM(estimated_nusd), SUM(unpriced) FROM hours GROUP BY 1, 2, 3, 4, 5
    ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (granularity, tenant_id, dimension, bucket, value) DO UPDATE SET
        attempts = usage_margins.attempts + excluded.attempts, requests = usage_margins.requests + excluded.requests,
        succeeded = usage_margins.succeeded + excluded.succeeded, cancelled = usage_margins.cancelled + excluded.cancelled,
        failed = usage_margins.failed + excluded.failed, timedout = usage_margins.timedout + excluded.timedout,
        refused = usage_margins.refused + excluded.refused, truncated = usage_margins.truncated + excluded.truncated,
        lost = usage_margins.lost + excluded.lost, cached = usage_margins.cached + excluded.cached, adjusted = usage_margins.adjusted + excluded.adjusted,
        uncached = usage_margins.uncached + excluded.uncached, cache_read = usage_margins.cache_read + excluded.cache_read,
        cache_write_5m = usage_margins.cache_write_5m + excluded.cache_write_5m, cache_write_1h = usage_margins.cache_write_1h + excluded.cache_write_1h,
        audio_in = usage_margins.audio_in + excluded.audio_in, output = usage_margins.output + excluded.output,
        reasoning = usage_margins.reasoning + excluded.reasoning, audio_out = usage_margins.audio_out + excluded.audio_out,
        prompt_tokens = usage_margins.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = usage_margins.completion_tokens + excluded.completion_tokens, total_tokens = usage_margins.total_tokens + excluded.total_tokens,
        cost_nusd = usage_margins.cost_nusd + excluded.cost_nusd, saved_nusd = usage_margins.saved_nusd + excluded.saved_nusd,
        estimated = usage_margins.estimated + excluded.estimated, estimated_tokens = usage_margins.estimated_tokens + excluded.estimated_tokens,
        estimated_nusd = usage_margins.estimated_nusd + excluded.estimated_nusd, unpriced = usage_margins.unpriced + excluded.unpriced;
    RETURN NULL;
END $$;
CREATE TRIGGER usage_roll_up_margins AFTER INSERT ON usage_log REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION usage_roll_up_margins();

-- What was added up before.
INSERT INTO usage_users (granularity, bucket, tenant_id, user_id, service, requests, errors, total_tokens, cost_nusd, saved_nusd)
SELECT 'day', bucket, tenant_id, user_id, service, SUM(requests), SUM(failed + timedout + refused + truncated + lost), SUM(total_tokens), SUM(cost_nusd), SUM(saved_nusd)
FROM usage_rollups WHERE granularity = 'day' GROUP BY 2, 3, 4, 5 ORDER BY 3, 2, 4, 5;
INSERT INTO usage_users (granularity, bucket, tenant_id, user_id, service, requests, errors, total_tokens, cost_nusd, saved_nusd)
SELECT 'week', date_trunc('week', bucket, 'UTC'), tenant_id, user_id, service, SUM(requests), SUM(errors), SUM(total_tokens), SUM(cost_nusd), SUM(saved_nusd)
FROM usage_users WHERE granularity = 'day' GROUP BY 2, 3, 4, 5 ORDER BY 3, 2, 4, 5;
INSERT INTO usage_margins (granularity, tenant_id, dimension, bucket, value, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m,
    cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated,
    estimated_tokens, estimated_nusd, unpriced)
SELECT 'hour', tenant_id, dimension, bucket, value, SUM(attempts), SUM(requests), SUM(succeeded), SUM(cancelled), SUM(failed), SUM(timedout), SUM(refused), SUM(truncated), SUM(lost), SUM(cached),
    SUM(adjusted), SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h), SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out),
    SUM(prompt_tokens), SUM(completion_tokens), SUM(total_tokens), SUM(cost_nusd), SUM(saved_nusd), SUM(estimated), SUM(estimated_tokens),
    SUM(estimated_nusd), SUM(unpriced)
FROM usage_totals CROSS JOIN LATERAL (VALUES ('all', ''), ('service', service), ('feature', feature), ('team', team), ('model_id', model_id), ('provider_id', provider_id), ('api_key_id', api_key_id)) AS margins (dimension, value)
WHERE granularity = 'hour' GROUP BY 2, 3, 4, 5 ORDER BY 2, 3, 4, 5;
INSERT INTO usage_margins (granularity, tenant_id, dimension, bucket, value, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m,
    cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated,
    estimated_tokens, estimated_nusd, unpriced)
SELECT 'day', tenant_id, dimension, date_trunc('day', bucket, 'UTC'), value, SUM(attempts), SUM(requests), SUM(succeeded), SUM(cancelled), SUM(failed), SUM(timedout), SUM(refused), SUM(truncated), SUM(lost), SUM(cached),
    SUM(adjusted), SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h), SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out),
    SUM(prompt_tokens), SUM(completion_tokens), SUM(total_tokens), SUM(cost_nusd), SUM(saved_nusd), SUM(estimated), SUM(estimated_tokens),
    SUM(estimated_nusd), SUM(unpriced)
FROM usage_margins WHERE granularity = 'hour' GROUP BY 2, 3, 4, 5 ORDER BY 2, 3, 4, 5;
INSERT INTO usage_margin_latencies (granularity, tenant_id, dimension, bucket, value, latency_bucket, calls)
SELECT 'hour', tenant_id, dimension, bucket, value, latency_bucket, SUM(calls)
FROM usage_latencies CROSS JOIN LATERAL (VALUES ('all', ''), ('service', service), ('feature', feature), ('model_id', model_id)) AS margins (dimension, value)
WHERE granularity = 'hour' GROUP BY 2, 3, 4, 5, 6 ORDER BY 2, 3, 4, 5, 6;
INSERT INTO usage_margin_latencies (granularity, tenant_id, dimension, bucket, value, latency_bucket, calls)
SELECT 'day', tenant_id, dimension, date_trunc('day', bucket, 'UTC'), value, latency_bucket, SUM(calls)
FROM usage_margin_latencies WHERE granularity = 'hour' GROUP BY 2, 3, 4, 5, 6 ORDER BY 2, 3, 4, 5, 6;
