-- What bounds the keys of a service, and who answers for it.
CREATE TABLE teams (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    name text NOT NULL,
    created_at integer NOT NULL,
    UNIQUE (tenant_id, name)
);
ALTER TABLE services ADD COLUMN team_id text REFERENCES teams (id);
ALTER TABLE services ADD COLUMN disabled integer NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1));
ALTER TABLE services ADD COLUMN grants text CHECK (grants IS NULL OR json_valid(grants));
ALTER TABLE services ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE services ADD COLUMN updated_at integer;
ALTER TABLE services ADD COLUMN updated_by text;

-- People identity providers vouch for, and what they are trusted with here.
CREATE TABLE users (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    subject text NOT NULL,
    email text,
    role text NOT NULL CHECK (role IN ('admin', 'operator', 'auditor', 'developer', 'viewer')),
    status text NOT NULL CHECK (status IN ('active', 'disabled')),
    created_at integer NOT NULL,
    updated_at integer NOT NULL,
    updated_by text NOT NULL,
    UNIQUE (tenant_id, subject)
);
