-- Roles of keys. What a key could do until now it still can: reading and trying tools became rights of their own.
ALTER TABLE api_keys DROP CONSTRAINT api_keys_role_check;
ALTER TABLE api_keys ADD CONSTRAINT api_keys_role_check CHECK (role IN ('admin', 'operator', 'auditor', 'developer', 'viewer', 'service'));
UPDATE api_keys SET scopes = jsonb_set(scopes, '{operations}', (scopes -> 'operations') || '["tools:log"]') WHERE scopes -> 'operations' @> '["tools:read"]';
UPDATE api_keys SET scopes = jsonb_set(scopes, '{operations}', (scopes -> 'operations') || '["tools:test"]') WHERE scopes -> 'operations' @> '["tools:write"]';
UPDATE revisions SET value = value + 1 WHERE name = 'api_keys';
