-- Journals whose text is gone with their conversation, so that they are not looked at again; and the way to those that are too old.
ALTER TABLE intent_runs ADD COLUMN is_emptied boolean NOT NULL DEFAULT false;
CREATE INDEX idx_intent_runs_ended ON intent_runs (tenant_id, created_at) WHERE NOT is_open;
CREATE INDEX idx_intent_runs_full ON intent_runs (tenant_id, conversation_id) WHERE NOT is_emptied;
CREATE INDEX idx_intent_confirmations_run ON intent_confirmations (tenant_id, run_id);
