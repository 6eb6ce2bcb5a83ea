-- Roles of keys. What a key could do until now it still can: reading and trying tools became rights of their own.
-- A check cannot be changed in place: the table is made anew, with its rows as they were.
CREATE TABLE api_keys_with_roles (
    id text PRIMARY KEY,
    tenant_id text NOT NULL,
    service_id text NOT NULL REFERENCES services (id),
    name text NOT NULL,
    public_id text NOT NULL UNIQUE,
    hash blob NOT NULL CHECK (length(hash) = 32),
    pepper_version integer NOT NULL,
    role text NOT NULL CHECK (role IN ('admin', 'operator', 'auditor', 'developer', 'viewer', 'service')),
    scopes text NOT NULL CHECK (json_valid(scopes)),
    allowed_ips text NOT NULL DEFAULT '[]' CHECK (json_valid(allowed_ips)),
    status text NOT NULL CHECK (status IN ('active', 'revoked')),
    parent_id text,
    expires_at integer,
    last_used_at integer,
    replaced_by text,
    created_at integer NOT NULL
);
INSERT INTO api_keys_with_roles
    (id, tenant_id, service_id, name, public_id, hash, pepper_version, role, scopes, allowed_ips, status, parent_id, expires_at, last_used_at, replaced_by, created_at)
SELECT id, tenant_id, service_id, name, public_id, hash, pepper_version, role, scopes, allowed_ips, status, parent_id, expires_at, last_used_at, replaced_by, created_at
FROM api_keys;
DROP TABLE api_keys;
ALTER TABLE api_keys_with_roles RENAME TO api_keys;
CREATE INDEX idx_api_keys_service_status ON api_keys (service_id, status);
UPDATE api_keys SET scopes = json_insert(scopes, '$.operations[#]', 'tools:log')
WHERE EXISTS (SELECT 1 FROM json_each(scopes, '$.operations') WHERE json_each.value = 'tools:read');
UPDATE api_keys SET scopes = json_insert(scopes, '$.operations[#]', 'tools:test')
WHERE EXISTS (SELECT 1 FROM json_each(scopes, '$.operations') WHERE json_each.value = 'tools:write');
UPDATE revisions SET value = value + 1 WHERE name = 'api_keys';
