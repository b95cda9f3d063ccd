-- The queue turns over many times between two vacuums: slowed down as other tables are, one takes longer than the queue to
-- become ten times as large again.
ALTER TABLE "queue" SET (autovacuum_vacuum_cost_delay = 0);
