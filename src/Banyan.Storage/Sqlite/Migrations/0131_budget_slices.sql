-- One node counts in memory and settles nothing for others; rows that come from a shared ledger keep what they tell.
ALTER TABLE usage_log ADD COLUMN budget_slice TEXT;
