-- Nodes spend from slices of budgets that they hold ahead. Nodes of the release before go on beside them, exchange by exchange and on the same counters: their table and functions stay until none is left.
ALTER TABLE usage_log ADD COLUMN budget_slice uuid;
CREATE INDEX idx_usage_log_budget_slice ON usage_log (budget_slice) WHERE budget_slice IS NOT NULL;
ALTER FUNCTION budget_expire(timestamptz) RENAME TO budget_expire_reservations;

-- What a node holds of a counter, and all that was spent through it since it was begun. A released one was given up for its node; what it was charged then is corrected should its rows come after all.
-- An ended one is left by a slice of which an order may still come, late.
CREATE TABLE budget_slices (
    slice_id uuid NOT NULL,
    budget_id text NOT NULL,
    scope_id text NOT NULL,
    period_start timestamptz NOT NULL,
    amount_nusd bigint NOT NULL CHECK (amount_nusd >= 0),
    charged_nusd bigint NOT NULL,
    number bigint NOT NULL,
    since timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('held', 'released', 'ended')),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (slice_id, budget_id, scope_id)
) WITH (fillfactor = 50);
CREATE INDEX idx_budget_slices_expires ON budget_slices (state, expires_at);

-- Tells how a slice stands, by amounts and not by changes, and draws more of it: the need on every counter or on none, of what others wait for as much as fits, and ahead at most one of so many parts of what is then left.
-- An order that comes after a later one of its slice does nothing. What the store does not know of any more, having given it up or forgotten it, is kept where running exchanges hold it; the rest only where there is room.
-- Counters come sorted, so that two never wait for each other in a ring; a slice is written only under the locks of its counters.
-- Returns the position (from 1) of the first without room for the need, 0 when there is, -position of a counter that is not there yet; what was granted beside the base; what is left; what is used of each counter.
CREATE FUNCTION budget_draw(
    p_slice uuid, p_number bigint, p_since timestamptz, p_expires timestamptz, p_budgets text[], p_scopes text[], p_starts timestamptz[], p_limits bigint[],
    p_base bigint, p_free bigint, p_mine bigint, p_charged bigint, p_need bigint, p_also bigint, p_ahead bigint, p_part bigint, p_unit bigint, p_last boolean, p_trace boolean,
    OUT verdict integer, OUT granted bigint, OUT room bigint, OUT used bigint[]) LANGUAGE plpgsql AS $$
DECLARE
    before_amount bigint;
    before_charged bigint;
    before_number bigint;
    lost bigint;
    base bigint := p_base;
    need bigint := p_need;
    kept bigint;
    owed bigint;
    also bigint;
    ahead bigint;
    more bigint := 0;
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
    SELECT amount_nusd, charged_nusd, number INTO before_amount, before_charged, before_number FROM budget_slices WHERE slice_id = p_slice LIMIT 1;
    IF before_number >= p_number THEN
        RETURN;
    END IF;
    owed := p_charged - coalesce(before_charged, 0);
    lost := least(p_free + p_mine, p_base - coalesce(before_amount, 0));
    IF lost > 0 AND EXISTS (SELECT 1 FROM generate_subscripts(p_limits, 1) AS i WHERE p_limits[i] >= 0 AND used[i] + p_base - coalesce(before_amount, 0) + owed > p_limits[i]) THEN
        base := p_base - lost;
        need := p_need + greatest(0, lost - p_free);
    END IF;
    kept := base - coalesce(before_amount, 0);
    FOR i IN 1 .. array_length(p_budgets, 1) LOOP
        used[i] := used[i] + kept + owed;
        IF p_limits[i] >= 0 THEN
            room := least(room, p_limits[i] - used[i]);
            IF verdict = 0 AND need > 0 AND p_limits[i] - used[i] < need THEN
                verdict := i;
            END IF;
        END IF;
    END LOOP;
    IF verdict = 0 THEN
        also := least(p_also, greatest(0, room - need));
        IF also < p_also THEN
            -- Parts of what one exchange holds are of use to nobody here, and may be what another node lacks.
            also := also - also % p_unit;
        END IF;
        more := need + also;
        ahead := least(p_ahead, (room - more) / p_part);
        IF ahead >= p_unit THEN
            more := more + ahead;
        END IF;
        room := room - more;
        kept := kept + more;
    END IF;
    granted := base + more - p_base;
    FOR i IN 1 .. array_length(p_budgets, 1) LOOP
        used[i] := used[i] + more;
        IF kept <> 0 OR owed <> 0 THEN
            -- Never below nothing, whatever somebody did to the counter by hand.
            UPDATE budget_counters SET reserved_nusd = greatest(0, reserved_nusd + kept), spent_nusd = spent_nusd + owed
                WHERE budget_id = p_budgets[i] AND scope_id = p_scopes[i] AND period_start = p_starts[i];
        END IF;
        IF p_trace OR (NOT p_last AND (base + more > 0 OR p_charged <> 0 OR before_amount IS NOT NULL OR p_number > 1)) THEN
            INSERT INTO budget_slices (slice_id, budget_id, scope_id, period_start, amount_nusd, charged_nusd, number, since, state, expires_at)
                VALUES (p_slice, p_budgets[i], p_scopes[i], p_starts[i], base + more, p_charged, p_number, p_since, CASE WHEN p_last THEN 'ended' ELSE 'held' END, p_expires)
                ON CONFLICT (slice_id, budget_id, scope_id)
                DO UPDATE SET amount_nusd = excluded.amount_nusd, charged_nusd = excluded.charged_nusd, number = excluded.number, state = excluded.state, expires_at = excluded.expires_at;
        END IF;
    END LOOP;
    IF p_last AND NOT p_trace THEN
        DELETE FROM budget_slices WHERE slice_id = p_slice;
    END IF;
END $$;

-- Gives slices up: what the ledger says was spent from them and they were not charged yet is spent, the rest let go. With p_now only those whose time is over, or was before. Returns how many were given up now.
CREATE FUNCTION budget_release(p_slices uuid[], p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    released integer;
BEGIN
    PERFORM 1 FROM budget_counters c
        WHERE EXISTS (SELECT 1 FROM budget_slices s WHERE s.slice_id = ANY (p_slices)
            AND s.budget_id = c.budget_id AND s.scope_id = c.scope_id AND s.period_start = c.period_start)
        ORDER BY budget_id COLLATE "C", scope_id COLLATE "C", period_start FOR UPDATE;
    WITH cost AS MATERIALIZED (SELECT budget_slice, sum(cost_nusd)::bigint AS nusd FROM usage_log WHERE budget_slice = ANY (p_slices) GROUP BY 1),
    before AS (
        SELECT s.*, greatest(s.charged_nusd, coalesce(cost.nusd, 0)) AS spent FROM budget_slices s LEFT JOIN cost ON cost.budget_slice = s.slice_id
            WHERE s.slice_id = ANY (p_slices) AND s.state <> 'ended' AND (p_now IS NULL OR s.expires_at <= p_now)),
    given_up AS (
        UPDATE budget_slices s SET state = 'released', amount_nusd = 0, charged_nusd = before.spent
            FROM before WHERE s.slice_id = before.slice_id AND s.budget_id = before.budget_id AND s.scope_id = before.scope_id),
    sums AS (SELECT budget_id, scope_id, period_start, sum(amount_nusd) AS held, sum(spent - charged_nusd) AS owed FROM before GROUP BY 1, 2, 3),
    counted AS (
        UPDATE budget_counters c SET reserved_nusd = greatest(0, c.reserved_nusd - sums.held), spent_nusd = c.spent_nusd + sums.owed
            FROM sums WHERE c.budget_id = sums.budget_id AND c.scope_id = sums.scope_id AND c.period_start = sums.period_start)
    SELECT count(DISTINCT slice_id) FILTER (WHERE state = 'held') INTO released FROM before;
    RETURN released;
END $$;

-- Gives up some slices whose time is over, and looks for an hour whether rows of those given up came after all; forgets what is of no use any more.
CREATE FUNCTION budget_expire(p_now timestamptz, p_most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    late uuid[];
BEGIN
    DELETE FROM budget_slices WHERE (state = 'released' AND expires_at < p_now - interval '7 days') OR (state = 'ended' AND expires_at < p_now - interval '1 hour');
    SELECT array_agg(slice_id) INTO late
        FROM (SELECT DISTINCT slice_id FROM budget_slices WHERE state = 'held' AND expires_at <= p_now LIMIT p_most) AS lapsed;
    IF late IS NULL THEN
        SELECT array_agg(DISTINCT slice_id) INTO late FROM budget_slices WHERE state = 'released' AND expires_at <= p_now AND expires_at > p_now - interval '1 hour';
    END IF;
    RETURN CASE WHEN late IS NULL THEN 0 ELSE budget_release(late, p_now) END;
END $$;
