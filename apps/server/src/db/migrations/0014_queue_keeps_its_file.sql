-- Its pages are used again within seconds (pipeline/queue-vacuum.ts): a vacuum that gives them back makes the next rows pay for
-- new ones. The upkeep shrinks the file every hour.
ALTER TABLE "queue" SET (vacuum_truncate = off);
