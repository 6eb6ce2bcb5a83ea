-- Nodes spend from slices of budgets that they hold ahead. Nodes of the release before go on beside them, exchange by exchange and on the same counters: their table and functions stay until none is left.
ALTER TABLE usage_log ADD COLUMN budget_slice uuid;
ALTER FUNCTION budget_expire(timestamptz) RENAME TO budget_expire_reservations;

-- What a node holds of a counter, and all that was spent through it since it was begun. A released one was given up for its node; what it was charged then is corrected should its rows come after all.
CREATE TABLE budget_slices (
    slice_id uuid NOT NULL,
    budget_id text NOT NULL,
    scope_id text NOT NULL,
    period_start timestamptz NOT NULL,
    amount_nusd bigint NOT NULL CHECK (amount_nusd >= 0),
    charged_nusd bigint NOT NULL,
    since timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('held', 'released')),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (slice_id, budget_id, scope_id)
) WITH (fillfactor = 50);
CREATE INDEX idx_budget_slices_expires ON budget_slices (state, expires_at);

-- Tells how a slice stands, by amounts and not by changes, and draws more of it: the need on every counter or on none, of what others wait for as much as fits, and ahead at most a hundredth of what is then left.
-- Counters come sorted, so that two never wait for each other in a ring; a slice is written only under the locks of its counters.
-- Returns the position (from 1) of the first without room for the need, 0 when there is, -position of a counter that is not there yet; what was granted; what is left; what is used of each counter.
CREATE FUNCTION budget_draw(
    p_slice uuid, p_since timestamptz, p_expires timestamptz, p_budgets text[], p_scopes text[], p_starts timestamptz[], p_limits bigint[],
    p_base bigint, p_charged bigint, p_need bigint, p_also bigint, p_ahead bigint, p_unit bigint, p_last boolean,
    OUT verdict integer, OUT granted bigint, OUT room bigint, OUT used bigint[]) LANGUAGE plpgsql AS $$
DECLARE
    before_amount bigint;
    before_charged bigint;
    kept bigint;
    owed bigint;
    also bigint;
    ahead bigint;
    now_used bigint;
BEGIN
    verdict := 0;
    granted := 0;
    room := 9223372036854775807;
    used := '{}';
    FOR i IN 1 .. array_length(p_budgets, 1) LOOP
        SELECT spent_nusd + reserved_nusd INTO now_used FROM budget_counters
            WHERE budget_id = p_budgets[i] AND scope_id = p_scopes[i] AND period_start = p_starts[i] FOR UPDATE;
        IF NOT FOUND THEN
            verdict := -i;
            RETURN;
        END IF;
        used := used || now_used;
    END LOOP;
    SELECT amount_nusd, charged_nusd INTO before_amount, before_charged FROM budget_slices WHERE slice_id = p_slice LIMIT 1;
    kept := p_base - coalesce(before_amount, 0);
    owed := p_charged - coalesce(before_charged, 0);
    FOR i IN 1 .. array_length(p_budgets, 1) LOOP
        used[i] := used[i] + kept + owed;
        IF p_limits[i] >= 0 THEN
            room := least(room, p_limits[i] - used[i]);
            IF verdict = 0 AND p_need > 0 AND p_limits[i] - used[i] < p_need THEN
                verdict := i;
            END IF;
        END IF;
    END LOOP;
    IF verdict = 0 THEN
        also := least(p_also, greatest(0, room - p_need));
        IF also < p_also THEN
            -- Parts of what one exchange holds are of use to nobody here, and may be what another node lacks.
            also := also - also % p_unit;
        END IF;
        granted := p_need + also;
        ahead := least(p_ahead, (room - granted) / 100);
        IF ahead >= p_unit THEN
            granted := granted + ahead;
        END IF;
        room := room - granted;
        kept := kept + granted;
    END IF;
    FOR i IN 1 .. array_length(p_budgets, 1) LOOP
        used[i] := used[i] + granted;
        IF kept <> 0 OR owed <> 0 THEN
            UPDATE budget_counters SET reserved_nusd = reserved_nusd + kept, spent_nusd = spent_nusd + owed
                WHERE budget_id = p_budgets[i] AND scope_id = p_scopes[i] AND period_start = p_starts[i];
        END IF;
        IF NOT p_last AND (p_base + granted > 0 OR p_charged <> 0 OR before_amount IS NOT NULL) THEN
            INSERT INTO budget_slices (slice_id, budget_id, scope_id, period_start, amount_nusd, charged_nusd, since, state, expires_at)
                VALUES (p_slice, p_budgets[i], p_scopes[i], p_starts[i], p_base + granted, p_charged, p_since, 'held', p_expires)
                ON CONFLICT (slice_id, budget_id, scope_id)
                DO UPDATE SET amount_nusd = excluded.amount_nusd, charged_nusd = excluded.charged_nusd, state = 'held', expires_at = excluded.expires_at;
        END IF;
    END LOOP;
    IF p_last THEN
        DELETE FROM budget_slices WHERE slice_id = p_slice;
    END IF;
END $$;

-- Gives slices up: what the ledger says was spent from them and they were not charged yet is spent, the rest let go. With p_now only those whose time is over.
CREATE FUNCTION budget_release(p_slices uuid[], p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    released integer;
BEGIN
    PERFORM 1 FROM budget_counters c
        WHERE EXISTS (SELECT 1 FROM budget_slices s WHERE s.slice_id = ANY (p_slices)
            AND s.budget_id = c.budget_id AND s.scope_id = c.scope_id AND s.period_start = c.period_start)
        ORDER BY budget_id, scope_id, period_start FOR UPDATE;
    WITH cost AS (
        SELECT budget_slice, sum(cost_nusd) AS nusd FROM usage_log
            WHERE budget_slice = ANY (p_slices) AND occurred_at >= (SELECT min(since) - interval '5 minutes' FROM budget_slices WHERE slice_id = ANY (p_slices)) GROUP BY 1),
    before AS (
        SELECT s.*, greatest(s.charged_nusd, coalesce((SELECT nusd FROM cost WHERE budget_slice = s.slice_id), 0)) AS spent FROM budget_slices s
            WHERE s.slice_id = ANY (p_slices) AND (p_now IS NULL OR (s.state = 'held' AND s.expires_at <= p_now))),
    given_up AS (
        UPDATE budget_slices s SET state = 'released', amount_nusd = 0, charged_nusd = before.spent
            FROM before WHERE s.slice_id = before.slice_id AND s.budget_id = before.budget_id AND s.scope_id = before.scope_id),
    sums AS (SELECT budget_id, scope_id, period_start, sum(amount_nusd) AS held, sum(spent - charged_nusd) AS owed FROM before GROUP BY 1, 2, 3),
    counted AS (
        UPDATE budget_counters c SET reserved_nusd = c.reserved_nusd - sums.held, spent_nusd = c.spent_nusd + sums.owed
            FROM sums WHERE c.budget_id = sums.budget_id AND c.scope_id = sums.scope_id AND c.period_start = sums.period_start)
    SELECT count(DISTINCT slice_id) INTO released FROM before;
    RETURN released;
END $$;

-- Gives up slices whose time is over, and reservations of nodes of the release before; forgets what is of no use any more.
CREATE FUNCTION budget_expire(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    late uuid[];
BEGIN
    DELETE FROM budget_slices WHERE state = 'released' AND expires_at < p_now - interval '7 days';
    SELECT array_agg(slice_id) INTO late
        FROM (SELECT DISTINCT slice_id FROM budget_slices WHERE state = 'held' AND expires_at <= p_now LIMIT 1000) AS lapsed;
    RETURN budget_expire_reservations(p_now) + CASE WHEN late IS NULL THEN 0 ELSE budget_release(late, p_now) END;
END $$;
