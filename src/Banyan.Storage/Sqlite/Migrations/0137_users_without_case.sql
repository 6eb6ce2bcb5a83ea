-- Budgets count users without case: every way a name was written is found by it.
CREATE INDEX idx_usage_users_folded ON usage_users (tenant_id, lower(user_id)) WHERE granularity = 'week';
