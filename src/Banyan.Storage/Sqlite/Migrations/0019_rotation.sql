-- A key has two live secrets while it is rotated: the present one, and the one before it until the end of its grace.
ALTER TABLE api_keys ADD COLUMN generation integer NOT NULL DEFAULT 0 CHECK (generation >= 0);
ALTER TABLE api_keys ADD COLUMN rotated_at integer;
ALTER TABLE api_keys ADD COLUMN previous_hash blob CHECK (previous_hash IS NULL OR length(previous_hash) = 32);
ALTER TABLE api_keys ADD COLUMN previous_pepper_version integer;
ALTER TABLE api_keys ADD COLUMN previous_until integer;
