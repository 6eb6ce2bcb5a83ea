-- SQLite has no row-level security: one process owns the file, and the filter of every statement is its wall. PostgreSQL has a second one here.
SELECT 1;
