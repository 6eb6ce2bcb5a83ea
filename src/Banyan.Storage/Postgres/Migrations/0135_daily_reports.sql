-- Which tenant was told of which day: a row that can be there once, whichever node writes it.
CREATE TABLE daily_reports (
    tenant_id text NOT NULL,
    day timestamptz NOT NULL,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, day)
);
