-- Which tenant was told of which day: a row that can be there once, whichever node writes it.
CREATE TABLE daily_reports (
    tenant_id text NOT NULL,
    day integer NOT NULL,
    told_at integer NOT NULL,
    PRIMARY KEY (tenant_id, day)
) WITHOUT ROWID;
