-- Journals whose text is gone with their conversation, so that they are not looked at again; and the way to those that are too old.
ALTER TABLE intent_runs ADD COLUMN is_emptied integer NOT NULL DEFAULT 0 CHECK (is_emptied IN (0, 1));
CREATE INDEX idx_intent_runs_ended ON intent_runs (tenant_id, created_at) WHERE is_open = 0;
CREATE INDEX idx_intent_runs_full ON intent_runs (tenant_id, conversation_id) WHERE is_emptied = 0;
CREATE INDEX idx_intent_confirmations_run ON intent_confirmations (tenant_id, run_id);
