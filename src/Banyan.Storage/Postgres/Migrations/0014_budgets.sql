-- Budgets operators set while it runs; those of the file are not here.
CREATE TABLE usage_budgets (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    scope text NOT NULL CHECK (scope IN ('global', 'service', 'user', 'feature', 'team', 'key')),
    scope_id text NOT NULL,
    period text NOT NULL CHECK (period IN ('daily', 'weekly', 'monthly')),
    limit_nusd bigint NOT NULL CHECK (limit_nusd >= 0),
    alert_thresholds jsonb NOT NULL,
    on_exceeded text NOT NULL CHECK (on_exceeded IN ('block', 'warn', 'degrade')),
    degrade_to text,
    strict boolean NOT NULL,
    time_zone text NOT NULL,
    enabled boolean NOT NULL,
    revision integer NOT NULL,
    updated_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (tenant_id, scope, scope_id, period)
);

-- Limits that hold instead of a budget's own for a while, of stored budgets and of the file's.
CREATE TABLE budget_overrides (
    tenant_id text NOT NULL,
    budget_id text NOT NULL,
    limit_nusd bigint NOT NULL CHECK (limit_nusd >= 0),
    from_at timestamptz NOT NULL,
    until_at timestamptz NOT NULL,
    reason text NOT NULL,
    set_by text NOT NULL
);
CREATE INDEX idx_budget_overrides_until ON budget_overrides (budget_id, until_at);

-- Thresholds reached: each once a period, budget and whoever it counts for.
CREATE TABLE budget_alerts (
    tenant_id text NOT NULL,
    budget_id text NOT NULL,
    scope_id text NOT NULL,
    period_start timestamptz NOT NULL,
    threshold double precision NOT NULL,
    used_nusd bigint NOT NULL,
    limit_nusd bigint NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (budget_id, scope_id, period_start, threshold)
);
CREATE INDEX idx_budget_alerts_tenant_at ON budget_alerts (tenant_id, at DESC);

-- What nodes share: money spent and reserved per budget, whoever it counts for, and period.
CREATE TABLE budget_counters (
    budget_id text NOT NULL,
    scope_id text NOT NULL,
    period_start timestamptz NOT NULL,
    period_end timestamptz NOT NULL,
    spent_nusd bigint NOT NULL,
    reserved_nusd bigint NOT NULL CHECK (reserved_nusd >= 0),
    PRIMARY KEY (budget_id, scope_id, period_start)
) WITH (fillfactor = 50);

-- Money held by running exchanges. A released one was given up when its time was over; what it was charged then is corrected should it still come back.
CREATE TABLE budget_reservations (
    exchange_id uuid NOT NULL,
    budget_id text NOT NULL,
    scope_id text NOT NULL,
    period_start timestamptz NOT NULL,
    amount_nusd bigint NOT NULL CHECK (amount_nusd >= 0),
    charged_nusd bigint NOT NULL DEFAULT 0,
    state text NOT NULL CHECK (state IN ('held', 'released')),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (exchange_id, budget_id, scope_id)
);
CREATE INDEX idx_budget_reservations_expires ON budget_reservations (state, expires_at);

-- Holds an amount on every counter or on none. Counters come sorted, so that two never wait for each other in a ring.
-- Returns the position (from 1) of the first without room, 0 when held, -position of one that is not there yet; and what is used of each.
CREATE FUNCTION budget_hold(
    p_exchange uuid, p_expires timestamptz, p_budgets text[], p_scopes text[], p_starts timestamptz[], p_limits bigint[], p_amount bigint,
    OUT verdict integer, OUT used bigint[]) LANGUAGE plpgsql AS $$
DECLARE
    before bigint;
    more bigint;
    now_used bigint;
BEGIN
    verdict := 0;
    used := '{}';
    SELECT max(amount_nusd) INTO before FROM budget_reservations WHERE exchange_id = p_exchange AND state = 'held';
    more := greatest(0, p_amount - coalesce(before, 0));
    FOR i IN 1 .. array_length(p_budgets, 1) LOOP
        SELECT spent_nusd + reserved_nusd INTO now_used FROM budget_counters
            WHERE budget_id = p_budgets[i] AND scope_id = p_scopes[i] AND period_start = p_starts[i] FOR UPDATE;
        IF NOT FOUND THEN
            verdict := -i;
            RETURN;
        END IF;
        used := used || now_used;
        IF verdict = 0 AND p_limits[i] >= 0 AND more > 0 AND now_used + more > p_limits[i] THEN
            verdict := i;
        END IF;
    END LOOP;
    IF verdict <> 0 THEN
        RETURN;
    END IF;
    FOR i IN 1 .. array_length(p_budgets, 1) LOOP
        IF more > 0 THEN
            UPDATE budget_counters SET reserved_nusd = reserved_nusd + more
                WHERE budget_id = p_budgets[i] AND scope_id = p_scopes[i] AND period_start = p_starts[i];
            used[i] := used[i] + more;
        END IF;
        INSERT INTO budget_reservations (exchange_id, budget_id, scope_id, period_start, amount_nusd, state, expires_at)
            VALUES (p_exchange, p_budgets[i], p_scopes[i], p_starts[i], coalesce(before, 0) + more, 'held', p_expires)
            ON CONFLICT (exchange_id, budget_id, scope_id) DO UPDATE SET amount_nusd = excluded.amount_nusd, expires_at = excluded.expires_at;
    END LOOP;
END $$;

-- Spends what exchanges cost and lets the rest of what they held go.
CREATE FUNCTION budget_settle(p_exchanges uuid[], p_actuals bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM budget_counters c
        WHERE EXISTS (SELECT 1 FROM budget_reservations r WHERE r.exchange_id = ANY (p_exchanges)
            AND r.budget_id = c.budget_id AND r.scope_id = c.scope_id AND r.period_start = c.period_start)
        ORDER BY budget_id, scope_id, period_start FOR UPDATE;
    WITH ended AS (
        DELETE FROM budget_reservations r USING (SELECT DISTINCT ON (1) * FROM unnest(p_exchanges, p_actuals) AS s(exchange_id, actual)) AS s
            WHERE r.exchange_id = s.exchange_id
            RETURNING r.budget_id, r.scope_id, r.period_start, CASE WHEN r.state = 'held' THEN r.amount_nusd ELSE 0 END AS held, s.actual - r.charged_nusd AS owed),
    sums AS (SELECT budget_id, scope_id, period_start, sum(held) AS held, sum(owed) AS owed FROM ended GROUP BY 1, 2, 3)
    UPDATE budget_counters c SET reserved_nusd = c.reserved_nusd - sums.held, spent_nusd = c.spent_nusd + sums.owed
        FROM sums WHERE c.budget_id = sums.budget_id AND c.scope_id = sums.scope_id AND c.period_start = sums.period_start;
END $$;

-- Gives up holds whose time is over: what the ledger says of their exchange is spent.
CREATE FUNCTION budget_expire(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    late uuid[];
BEGIN
    SELECT array_agg(DISTINCT exchange_id) INTO late
        FROM (SELECT exchange_id FROM budget_reservations WHERE state = 'held' AND expires_at <= p_now ORDER BY expires_at LIMIT 1000 FOR UPDATE SKIP LOCKED) AS lapsed;
    DELETE FROM budget_reservations WHERE state = 'released' AND expires_at < p_now - interval '1 day';
    DELETE FROM budget_counters WHERE reserved_nusd = 0 AND period_end < p_now - interval '400 days';
    IF late IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM 1 FROM budget_counters c
        WHERE EXISTS (SELECT 1 FROM budget_reservations r WHERE r.exchange_id = ANY (late)
            AND r.budget_id = c.budget_id AND r.scope_id = c.scope_id AND r.period_start = c.period_start)
        ORDER BY budget_id, scope_id, period_start FOR UPDATE;
    WITH cost AS (SELECT request_id, sum(cost_nusd) AS nusd FROM usage_log WHERE request_id = ANY (late) GROUP BY 1),
    given_up AS (
        UPDATE budget_reservations r SET state = 'released', charged_nusd = coalesce((SELECT nusd FROM cost WHERE request_id = r.exchange_id), 0)
            WHERE r.exchange_id = ANY (late) AND r.state = 'held'
            RETURNING r.budget_id, r.scope_id, r.period_start, r.amount_nusd, r.charged_nusd),
    sums AS (SELECT budget_id, scope_id, period_start, sum(amount_nusd) AS held, sum(charged_nusd) AS owed FROM given_up GROUP BY 1, 2, 3)
    UPDATE budget_counters c SET reserved_nusd = c.reserved_nusd - sums.held, spent_nusd = c.spent_nusd + sums.owed
        FROM sums WHERE c.budget_id = sums.budget_id AND c.scope_id = sums.scope_id AND c.period_start = sums.period_start;
    RETURN array_length(late, 1);
END $$;
