-- Calls that services told of: each key of a service stands for one call.
CREATE TABLE usage_reports (
    tenant_id text NOT NULL,
    service text NOT NULL,
    idempotency_key text NOT NULL,
    usage_id uuid NOT NULL,
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, service, idempotency_key)
);
CREATE INDEX idx_usage_reports_occurred ON usage_reports (occurred_at);

-- The same without users: what most reports need, in a fraction of the rows.
CREATE TABLE usage_totals (
    granularity text NOT NULL CHECK (granularity IN ('hour', 'day')),
    bucket timestamptz NOT NULL,
    tenant_id text NOT NULL,
    service text NOT NULL,
    feature text NOT NULL,
    team text NOT NULL,
    model_id text NOT NULL,
    provider_id text NOT NULL,
    api_key_id text NOT NULL,
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
    PRIMARY KEY (granularity, tenant_id, bucket, service, feature, team, model_id, provider_id, api_key_id)
) WITH (fillfactor = 80);

LOCK TABLE usage_log IN SHARE ROW EXCLUSIVE MODE;
CREATE OR REPLACE FUNCTION usage_roll_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO usage_rollups (granularity, bucket, tenant_id, service, user_id, feature, team, model_id, provider_id, api_key_id, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m, cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated, estimated_tokens, estimated_nusd, unpriced)
    SELECT 'hour', date_trunc('hour', occurred_at, 'UTC'), tenant_id, service, COALESCE(user_id, ''), COALESCE(feature, ''), COALESCE(team, ''), COALESCE(model_id, ''), COALESCE(provider_id, ''), api_key_id,
        COUNT(*) FILTER (WHERE outcome <> 'adjusted'), COUNT(*) FILTER (WHERE attempt_no = 1 AND outcome <> 'adjusted'), COUNT(*) FILTER (WHERE outcome = 'succeeded'),
        COUNT(*) FILTER (WHERE outcome = 'cancelled'), COUNT(*) FILTER (WHERE outcome = 'failed'), COUNT(*) FILTER (WHERE outcome = 'timedout'),
        COUNT(*) FILTER (WHERE outcome = 'refused'), COUNT(*) FILTER (WHERE outcome = 'truncated'), COUNT(*) FILTER (WHERE outcome = 'lost'),
        COUNT(*) FILTER (WHERE outcome = 'cached'), COUNT(*) FILTER (WHERE outcome = 'adjusted'), SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h),
        SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out), SUM(prompt_tokens), SUM(completion_tokens), SUM(total_tokens), COALESCE(SUM(cost_nusd), 0),
        SUM(saved_nusd), COUNT(*) FILTER (WHERE source = 'estimated'), COALESCE(SUM(total_tokens) FILTER (WHERE source = 'estimated'), 0),
        COALESCE(SUM(cost_nusd) FILTER (WHERE source = 'estimated'), 0), COUNT(*) FILTER (WHERE cost_nusd IS NULL)
    FROM fresh
    GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10 ORDER BY 3, 2, 4, 5, 6, 7, 8, 9, 10
    ON CONFLICT (granularity, tenant_id, bucket, service, user_id, feature, team, model_id, provider_id, api_key_id) DO UPDATE SET
        attempts = usage_rollups.attempts + excluded.attempts, requests = usage_rollups.requests + excluded.requests,
        succeeded = usage_rollups.succeeded + excluded.succeeded, cancelled = usage_rollups.cancelled + excluded.cancelled, failed = usage_rollups.failed + excluded.failed,
        timedout = usage_rollups.timedout + excluded.timedout, refused = usage_rollups.refused + excluded.refused, truncated = usage_rollups.truncated + excluded.truncated,
        lost = usage_rollups.lost + excluded.lost, cached = usage_rollups.cached + excluded.cached, adjusted = usage_rollups.adjusted + excluded.adjusted,
        uncached = usage_rollups.uncached + excluded.uncached, cache_read = usage_rollups.cache_read + excluded.cache_read,
        cache_write_5m = usage_rollups.cache_write_5m + excluded.cache_write_5m, cache_write_1h = usage_rollups.cache_write_1h + excluded.cache_write_1h,
        audio_in = usage_rollups.audio_in + excluded.audio_in, output = usage_rollups.output + excluded.output, reasoning = usage_rollups.reasoning + excluded.reasoning,
        audio_out = usage_rollups.audio_out + excluded.audio_out, prompt_tokens = usage_rollups.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = usage_rollups.completion_tokens + excluded.completion_tokens, total_tokens = usage_rollups.total_tokens + excluded.total_tokens,
        cost_nusd = usage_rollups.cost_nusd + excluded.cost_nusd, saved_nusd = usage_rollups.saved_nusd + excluded.saved_nusd,
        estimated = usage_rollups.estimated + excluded.estimated, estimated_tokens = usage_rollups.estimated_tokens + excluded.estimated_tokens,
        estimated_nusd = usage_rollups.estimated_nusd + excluded.estimated_nusd, unpriced = usage_rollups.unpriced + excluded.unpriced;
    INSERT INTO usage_rollups (granularity, bucket, tenant_id, service, user_id, feature, team, model_id, provider_id, api_key_id, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m, cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated, estimated_tokens, estimated_nusd, unpriced)
    SELECT 'day', date_trunc('day', occurred_at, 'UTC'), tenant_id, service, COALESCE(user_id, ''), COALESCE(feature, ''), COALESCE(team, ''), COALESCE(model_id, ''), COALESCE(provider_id, ''), api_key_id,
        COUNT(*) FILTER (WHERE outcome <> 'adjusted'), COUNT(*) FILTER (WHERE attempt_no = 1 AND outcome <> 'adjusted'), COUNT(*) FILTER (WHERE outcome = 'succeeded'),
        COUNT(*) FILTER (WHERE outcome = 'cancelled'), COUNT(*) FILTER (WHERE outcome = 'failed'), COUNT(*) FILTER (WHERE outcome = 'timedout'),
        COUNT(*) FILTER (WHERE outcome = 'refused'), COUNT(*) FILTER (WHERE outcome = 'truncated'), COUNT(*) FILTER (WHERE outcome = 'lost'),
        COUNT(*) FILTER (WHERE outcome = 'cached'), COUNT(*) FILTER (WHERE outcome = 'adjusted'), SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h),
        SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out), SUM(prompt_tokens), SUM(completion_tokens), SUM(total_tokens), COALESCE(SUM(cost_nusd), 0),
        SUM(saved_nusd), COUNT(*) FILTER (WHERE source = 'estimated'), COALESCE(SUM(total_tokens) FILTER (WHERE source = 'estimated'), 0),
        COALESCE(SUM(cost_nusd) FILTER (WHERE source = 'estimated'), 0), COUNT(*) FILTER (WHERE cost_nusd IS NULL)
    FROM fresh
    GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10 ORDER BY 3, 2, 4, 5, 6, 7, 8, 9, 10
    ON CONFLICT (granularity, tenant_id, bucket, service, user_id, feature, team, model_id, provider_id, api_key_id) DO UPDATE SET
        attempts = usage_rollups.attempts + excluded.attempts, requests = usage_rollups.requests + excluded.requests,
        succeeded = usage_rollups.succeeded + excluded.succeeded, cancelled = usage_rollups.cancelled + excluded.cancelled, failed = usage_rollups.failed + excluded.failed,
        timedout = usage_rollups.timedout + excluded.timedout, refused = usage_rollups.refused + excluded.refused, truncated = usage_rollups.truncated + excluded.truncated,
        lost = usage_rollups.lost + excluded.lost, cached = usage_rollups.cached + excluded.cached, adjusted = usage_rollups.adjusted + excluded.adjusted,
        uncached = usage_rollups.uncached + excluded.uncached, cache_read = usage_rollups.cache_read + excluded.cache_read,
        cache_write_5m = usage_rollups.cache_write_5m + excluded.cache_write_5m, cache_write_1h = usage_rollups.cache_write_1h + excluded.cache_write_1h,
        audio_in = usage_rollups.audio_in + excluded.audio_in, output = usage_rollups.output + excluded.output, reasoning = usage_rollups.reasoning + excluded.reasoning,
        audio_out = usage_rollups.audio_out + excluded.audio_out, prompt_tokens = usage_rollups.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = usage_rollups.completion_tokens + excluded.completion_tokens, total_tokens = usage_rollups.total_tokens + excluded.total_tokens,
        cost_nusd = usage_rollups.cost_nusd + excluded.cost_nusd, saved_nusd = usage_rollups.saved_nusd + excluded.saved_nusd,
        estimated = usage_rollups.estimated + excluded.estimated, estimated_tokens = usage_rollups.estimated_tokens + excluded.estimated_tokens,
        estimated_nusd = usage_rollups.estimated_nusd + excluded.estimated_nusd, unpriced = usage_rollups.unpriced + excluded.unpriced;
    INSERT INTO usage_totals (granularity, bucket, tenant_id, service, feature, team, model_id, provider_id, api_key_id, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m, cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated, estimated_tokens, estimated_nusd, unpriced)
    SELECT 'hour', date_trunc('hour', occurred_at, 'UTC'), tenant_id, service, COALESCE(feature, ''), COALESCE(team, ''), COALESCE(model_id, ''), COALESCE(provider_id, ''), api_key_id,
        COUNT(*) FILTER (WHERE outcome <> 'adjusted'), COUNT(*) FILTER (WHERE attempt_no = 1 AND outcome <> 'adjusted'), COUNT(*) FILTER (WHERE outcome = 'succeeded'),
        COUNT(*) FILTER (WHERE outcome = 'cancelled'), COUNT(*) FILTER (WHERE outcome = 'failed'), COUNT(*) FILTER (WHERE outcome = 'timedout'),
        COUNT(*) FILTER (WHERE outcome = 'refused'), COUNT(*) FILTER (WHERE outcome = 'truncated'), COUNT(*) FILTER (WHERE outcome = 'lost'),
        COUNT(*) FILTER (WHERE outcome = 'cached'), COUNT(*) FILTER (WHERE outcome = 'adjusted'), SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h),
        SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out), SUM(prompt_tokens), SUM(completion_tokens), SUM(total_tokens), COALESCE(SUM(cost_nusd), 0),
        SUM(saved_nusd), COUNT(*) FILTER (WHERE source = 'estimated'), COALESCE(SUM(total_tokens) FILTER (WHERE source = 'estimated'), 0),
        COALESCE(SUM(cost_nusd) FILTER (WHERE source = 'estimated'), 0), COUNT(*) FILTER (WHERE cost_nusd IS NULL)
    FROM fresh
    GROUP BY 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY 3, 2, 4, 5, 6, 7, 8, 9
    ON CONFLICT (granularity, tenant_id, bucket, service, feature, team, model_id, provider_id, api_key_id) DO UPDATE SET
        attempts = usage_totals.attempts + excluded.attempts, requests = usage_totals.requests + excluded.requests,
        succeeded = usage_totals.succeeded + excluded.succeeded, cancelled = usage_totals.cancelled + excluded.cancelled, failed = usage_totals.failed + excluded.failed,
        timedout = usage_totals.timedout + excluded.timedout, refused = usage_totals.refused + excluded.refused, truncated = usage_totals.truncated + excluded.truncated,
        lost = usage_totals.lost + excluded.lost, cached = usage_totals.cached + excluded.cached, adjusted = usage_totals.adjusted + excluded.adjusted,
        uncached = usage_totals.uncached + excluded.uncached, cache_read = usage_totals.cache_read + excluded.cache_read,
        cache_write_5m = usage_totals.cache_write_5m + excluded.cache_write_5m, cache_write_1h = usage_totals.cache_write_1h + excluded.cache_write_1h,
        audio_in = usage_totals.audio_in + excluded.audio_in, output = usage_totals.output + excluded.output, reasoning = usage_totals.reasoning + excluded.reasoning,
        audio_out = usage_totals.audio_out + excluded.audio_out, prompt_tokens = usage_totals.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = usage_totals.completion_tokens + excluded.completion_tokens, total_tokens = usage_totals.total_tokens + excluded.total_tokens,
        cost_nusd = usage_totals.cost_nusd + excluded.cost_nusd, saved_nusd = usage_totals.saved_nusd + excluded.saved_nusd,
        estimated = usage_totals.estimated + excluded.estimated, estimated_tokens = usage_totals.estimated_tokens + excluded.estimated_tokens,
        estimated_nusd = usage_totals.estimated_nusd + excluded.estimated_nusd, unpriced = usage_totals.unpriced + excluded.unpriced;
    INSERT INTO usage_totals (granularity, bucket, tenant_id, service, feature, team, model_id, provider_id, api_key_id, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m, cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated, estimated_tokens, estimated_nusd, unpriced)
    SELECT 'day', date_trunc('day', occurred_at, 'UTC'), tenant_id, service, COALESCE(feature, ''), COALESCE(team, ''), COALESCE(model_id, ''), COALESCE(provider_id, ''), api_key_id,
        COUNT(*) FILTER (WHERE outcome <> 'adjusted'), COUNT(*) FILTER (WHERE attempt_no = 1 AND outcome <> 'adjusted'), COUNT(*) FILTER (WHERE outcome = 'succeeded'),
        COUNT(*) FILTER (WHERE outcome = 'cancelled'), COUNT(*) FILTER (WHERE outcome = 'failed'), COUNT(*) FILTER (WHERE outcome = 'timedout'),
        COUNT(*) FILTER (WHERE outcome = 'refused'), COUNT(*) FILTER (WHERE outcome = 'truncated'), COUNT(*) FILTER (WHERE outcome = 'lost'),
        COUNT(*) FILTER (WHERE outcome = 'cached'), COUNT(*) FILTER (WHERE outcome = 'adjusted'), SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h),
        SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out), SUM(prompt_tokens), SUM(completion_tokens), SUM(total_tokens), COALESCE(SUM(cost_nusd), 0),
        SUM(saved_nusd), COUNT(*) FILTER (WHERE source = 'estimated'), COALESCE(SUM(total_tokens) FILTER (WHERE source = 'estimated'), 0),
        COALESCE(SUM(cost_nusd) FILTER (WHERE source = 'estimated'), 0), COUNT(*) FILTER (WHERE cost_nusd IS NULL)
    FROM fresh
    GROUP BY 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY 3, 2, 4, 5, 6, 7, 8, 9
    ON CONFLICT (granularity, tenant_id, bucket, service, feature, team, model_id, provider_id, api_key_id) DO UPDATE SET
        attempts = usage_totals.attempts + excluded.attempts, requests = usage_totals.requests + excluded.requests,
        succeeded = usage_totals.succeeded + excluded.succeeded, cancelled = usage_totals.cancelled + excluded.cancelled, failed = usage_totals.failed + excluded.failed,
        timedout = usage_totals.timedout + excluded.timedout, refused = usage_totals.refused + excluded.refused, truncated = usage_totals.truncated + excluded.truncated,
        lost = usage_totals.lost + excluded.lost, cached = usage_totals.cached + excluded.cached, adjusted = usage_totals.adjusted + excluded.adjusted,
        uncached = usage_totals.uncached + excluded.uncached, cache_read = usage_totals.cache_read + excluded.cache_read,
        cache_write_5m = usage_totals.cache_write_5m + excluded.cache_write_5m, cache_write_1h = usage_totals.cache_write_1h + excluded.cache_write_1h,
        audio_in = usage_totals.audio_in + excluded.audio_in, output = usage_totals.output + excluded.output, reasoning = usage_totals.reasoning + excluded.reasoning,
        audio_out = usage_totals.audio_out + excluded.audio_out, prompt_tokens = usage_totals.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = usage_totals.completion_tokens + excluded.completion_tokens, total_tokens = usage_totals.total_tokens + excluded.total_tokens,
        cost_nusd = usage_totals.cost_nusd + excluded.cost_nusd, saved_nusd = usage_totals.saved_nusd + excluded.saved_nusd,
        estimated = usage_totals.estimated + excluded.estimated, estimated_tokens = usage_totals.estimated_tokens + excluded.estimated_tokens,
        estimated_nusd = usage_totals.estimated_nusd + excluded.estimated_nusd, unpriced = usage_totals.unpriced + excluded.unpriced;
    INSERT INTO usage_latencies (granularity, bucket, tenant_id, service, feature, team, model_id, provider_id, api_key_id, latency_bucket, calls)
    SELECT 'hour', date_trunc('hour', occurred_at, 'UTC'), tenant_id, service, COALESCE(feature, ''), COALESCE(team, ''), COALESCE(model_id, ''), COALESCE(provider_id, ''), api_key_id,
        CASE WHEN latency_ms <= 1 THEN 0 ELSE ceil(ln(latency_ms) / ln(1.1))::integer END, COUNT(*)
    FROM fresh WHERE outcome NOT IN ('running', 'lost', 'adjusted') AND door <> 'report'
    GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10 ORDER BY 3, 2, 4, 5, 6, 7, 8, 9, 10
    ON CONFLICT (granularity, tenant_id, bucket, service, feature, team, model_id, provider_id, api_key_id, latency_bucket) DO UPDATE SET calls = usage_latencies.calls + excluded.calls;
    INSERT INTO usage_latencies (granularity, bucket, tenant_id, service, feature, team, model_id, provider_id, api_key_id, latency_bucket, calls)
    SELECT 'day', date_trunc('day', occurred_at, 'UTC'), tenant_id, service, COALESCE(feature, ''), COALESCE(team, ''), COALESCE(model_id, ''), COALESCE(provider_id, ''), api_key_id,
        CASE WHEN latency_ms <= 1 THEN 0 ELSE ceil(ln(latency_ms) / ln(1.1))::integer END, COUNT(*)
    FROM fresh WHERE outcome NOT IN ('running', 'lost', 'adjusted') AND door <> 'report'
    GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10 ORDER BY 3, 2, 4, 5, 6, 7, 8, 9, 10
    ON CONFLICT (granularity, tenant_id, bucket, service, feature, team, model_id, provider_id, api_key_id, latency_bucket) DO UPDATE SET calls = usage_latencies.calls + excluded.calls;
    RETURN NULL;
END $$;

INSERT INTO usage_totals (granularity, bucket, tenant_id, service, feature, team, model_id, provider_id, api_key_id, attempts, requests, succeeded, cancelled, failed, timedout, refused, truncated, lost, cached, adjusted, uncached, cache_read, cache_write_5m, cache_write_1h, audio_in, output, reasoning, audio_out, prompt_tokens, completion_tokens, total_tokens, cost_nusd, saved_nusd, estimated, estimated_tokens, estimated_nusd, unpriced)
SELECT granularity, bucket, tenant_id, service, feature, team, model_id, provider_id, api_key_id,
    SUM(attempts), SUM(requests), SUM(succeeded), SUM(cancelled), SUM(failed), SUM(timedout), SUM(refused), SUM(truncated), SUM(lost), SUM(cached), SUM(adjusted),
    SUM(uncached), SUM(cache_read), SUM(cache_write_5m), SUM(cache_write_1h), SUM(audio_in), SUM(output), SUM(reasoning), SUM(audio_out), SUM(prompt_tokens),
    SUM(completion_tokens), SUM(total_tokens), SUM(cost_nusd), SUM(saved_nusd), SUM(estimated), SUM(estimated_tokens), SUM(estimated_nusd), SUM(unpriced)
FROM usage_rollups GROUP BY granularity, bucket, tenant_id, service, feature, team, model_id, provider_id, api_key_id;
