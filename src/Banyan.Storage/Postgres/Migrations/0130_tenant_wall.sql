-- The second wall between tenants, behind the filter of every statement: a row is seen and written only by work that says whose it is (docs/adr/0053).
-- FORCE: the owner of the tables, as which Banyan works, stands before it too; only superusers and roles with BYPASSRLS do not.
-- A session that was never told of the wall is one of the release before, which may run beside this one, or somebody's own; Banyan's are told as they are opened.
DO $$
DECLARE
    one text;
BEGIN
    FOREACH one IN ARRAY ARRAY[
        'conversations', 'conversation_messages', 'intent_entities',
        'intent_runs', 'intent_events', 'intent_confirmations', 'shadow_diffs', 'intent_unmet',
        'kept_conversations', 'kept_messages', 'stored_responses',
        'completion_requests', 'completion_responses', 'completion_errors', 'idempotency_keys',
        'tool_executions', 'tool_turns', 'feedback', 'prompt_examples'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', one);
        EXECUTE format(
            'CREATE POLICY tenant_wall ON %I USING (tenant_id = current_setting(''banyan.tenant'', true) OR coalesce(current_setting(''banyan.tenant'', true), ''*'') = ''*'')', one);
    END LOOP;
END
$$;
