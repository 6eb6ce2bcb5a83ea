-- Rate limits that were set while Banyan ran; they stand before the file.
CREATE TABLE rate_limits (
    tenant_id text NOT NULL,
    scope text NOT NULL CHECK (scope IN ('global', 'provider', 'service', 'user', 'feature', 'key')),
    scope_id text NOT NULL,
    requests_per_minute bigint CHECK (requests_per_minute > 0),
    tokens_per_minute bigint CHECK (tokens_per_minute > 0),
    concurrent bigint CHECK (concurrent > 0),
    mode text NOT NULL CHECK (mode IN ('enforce', 'shadow', 'off')),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by text NOT NULL,
    revision integer NOT NULL,
    PRIMARY KEY (tenant_id, scope, scope_id)
);
INSERT INTO revisions (name, value) VALUES ('rate_limits', 1);

-- Counters that nodes share. Unlogged: they are worth a minute, and a crash may lose them; the epoch then tells nodes to say what they know.
CREATE UNLOGGED TABLE limit_epochs (
    one integer PRIMARY KEY CHECK (one = 1),
    epoch bigint NOT NULL
);

-- full_at: microseconds since 2026 from which on the bucket is full, so that a double holds parts of one.
CREATE UNLOGGED TABLE limit_buckets (
    key text COLLATE "C" PRIMARY KEY,
    full_at double precision NOT NULL
) WITH (fillfactor = 50);

CREATE UNLOGGED TABLE limit_holds (
    key text COLLATE "C" NOT NULL,
    node text COLLATE "C" NOT NULL,
    held bigint NOT NULL CHECK (held >= 0),
    held_until double precision NOT NULL,
    PRIMARY KEY (key, node)
) WITH (fillfactor = 50);

CREATE UNLOGGED TABLE limit_nodes (
    node text COLLATE "C" PRIMARY KEY,
    alive_until double precision NOT NULL
);

-- Books, then takes from every bucket or from none. Keys come sorted, so that two takings never wait for each other; the clock is read when all are locked.
CREATE FUNCTION take_limits(
    this_node text, life double precision, given_now double precision, new_epoch bigint,
    keys text[], limits bigint[], concurrents boolean[], shadows boolean[], needs bigint[], extras bigint[], bookings bigint[], floors double precision[], epochs bigint[]
) RETURNS TABLE (granted bigint, level double precision, is_short boolean, epoch bigint) LANGUAGE plpgsql AS $$
DECLARE
    minute CONSTANT double precision := 60000000;
    tolerance CONSTANT double precision := 50;
    now_at double precision;
    present bigint;
    fulls double precision[] := '{}';
    owns bigint[] := '{}';
    levels double precision[] := '{}';
    shorts boolean[] := '{}';
    taken boolean := true;
    full_now double precision;
    own bigint;
    others bigint;
    amount bigint;
BEGIN
    SELECT e.epoch INTO present FROM limit_epochs e;
    IF NOT FOUND THEN
        INSERT INTO limit_epochs AS e VALUES (1, new_epoch) ON CONFLICT (one) DO UPDATE SET epoch = e.epoch RETURNING e.epoch INTO present;
    END IF;

    FOR i IN 1 .. cardinality(keys) LOOP
        SELECT b.full_at INTO full_now FROM limit_buckets b WHERE b.key = keys[i] FOR UPDATE;
        IF NOT FOUND THEN
            INSERT INTO limit_buckets AS b VALUES (keys[i], 0) ON CONFLICT (key) DO UPDATE SET full_at = b.full_at RETURNING b.full_at INTO full_now;
        END IF;
        fulls[i] := full_now;
    END LOOP;

    now_at := coalesce(given_now, (extract(epoch FROM clock_timestamp()) - 1767225600) * 1000000);
    FOR i IN 1 .. cardinality(keys) LOOP
        IF concurrents[i] THEN
            SELECT coalesce(sum(h.held) FILTER (WHERE h.node = this_node), 0), coalesce(sum(h.held) FILTER (WHERE h.node <> this_node), 0)
                INTO own, others FROM limit_holds h WHERE h.key = keys[i] AND h.held_until > now_at;
            IF epochs[i] <> present THEN
                own := greatest(own, floors[i]::bigint);
            END IF;
            owns[i] := greatest(0, own + bookings[i]);
            levels[i] := others + owns[i];
            shorts[i] := needs[i] > 0 AND levels[i] + needs[i] > limits[i];
        ELSE
            full_now := greatest(fulls[i], now_at);
            IF epochs[i] <> present THEN
                full_now := greatest(full_now, now_at + floors[i]);
            END IF;
            fulls[i] := full_now + bookings[i] * minute / limits[i];
            levels[i] := greatest(0, fulls[i] - now_at);
            shorts[i] := needs[i] > 0 AND levels[i] + needs[i] * minute / limits[i] > minute + tolerance;
        END IF;
        taken := taken AND (shadows[i] OR NOT shorts[i]);
    END LOOP;

    FOR i IN 1 .. cardinality(keys) LOOP
        amount := 0;
        IF taken AND needs[i] > 0 AND NOT shorts[i] THEN
            amount := needs[i];
            IF concurrents[i] THEN
                owns[i] := owns[i] + amount;
                levels[i] := levels[i] + amount;
            ELSE
                IF extras[i] > 0 THEN
                    amount := amount + greatest(0, least(extras[i], floor((minute + tolerance - levels[i] - needs[i] * minute / limits[i]) * limits[i] / minute / 20)))::bigint;
                END IF;
                fulls[i] := fulls[i] + amount * minute / limits[i];
                levels[i] := greatest(0, fulls[i] - now_at);
            END IF;
        END IF;
        IF amount <> 0 OR bookings[i] <> 0 OR (floors[i] > 0 AND epochs[i] <> present) THEN
            IF concurrents[i] THEN
                INSERT INTO limit_holds AS h VALUES (keys[i], this_node, owns[i], now_at + life)
                    ON CONFLICT (key, node) DO UPDATE SET held = excluded.held, held_until = excluded.held_until;
            ELSE
                UPDATE limit_buckets b SET full_at = fulls[i] WHERE b.key = keys[i];
            END IF;
        END IF;
        granted := amount;
        level := levels[i];
        is_short := shorts[i];
        epoch := present;
        RETURN NEXT;
    END LOOP;
END $$;

-- Says that a node lives, keeps what it holds and puts it right, forgets what is full or nobody's. Keys come sorted.
CREATE FUNCTION beat_limits(this_node text, life double precision, given_now double precision, keys text[], helds bigint[], unsures bigint[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    minute CONSTANT double precision := 60000000;
    now_at double precision := coalesce(given_now, (extract(epoch FROM clock_timestamp()) - 1767225600) * 1000000);
BEGIN
    INSERT INTO limit_nodes AS n VALUES (this_node, now_at + life) ON CONFLICT (node) DO UPDATE SET alive_until = excluded.alive_until;
    FOR i IN 1 .. cardinality(keys) LOOP
        INSERT INTO limit_holds AS h VALUES (keys[i], this_node, helds[i], now_at + life)
            ON CONFLICT (key, node) DO UPDATE SET held = CASE WHEN h.held_until > now_at THEN greatest(helds[i], least(h.held, helds[i] + unsures[i])) ELSE excluded.held END, held_until = excluded.held_until;
    END LOOP;
    DELETE FROM limit_buckets WHERE key IN (SELECT b.key FROM limit_buckets b WHERE b.full_at < now_at - minute FOR UPDATE SKIP LOCKED);
    DELETE FROM limit_holds h USING (SELECT o.key, o.node FROM limit_holds o WHERE o.held_until < now_at - minute FOR UPDATE SKIP LOCKED) old WHERE h.key = old.key AND h.node = old.node;
    DELETE FROM limit_nodes WHERE node IN (SELECT n.node FROM limit_nodes n WHERE n.alive_until < now_at - minute FOR UPDATE SKIP LOCKED);
    RETURN (SELECT count(*)::integer FROM limit_nodes n WHERE n.alive_until > now_at);
END $$;
