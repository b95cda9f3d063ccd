CREATE TABLE "cohort_additions" (
	"workspace_id" integer NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"event_type" text NOT NULL,
	"campaign_id" text,
	"status" text NOT NULL,
	"error" text,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"node_id" text,
	"last_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cohort_counts" (
	"workspace_id" integer NOT NULL,
	"span" text NOT NULL,
	"cohort_id" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "cohort_counts_workspace_id_span_cohort_id_at_pk" PRIMARY KEY("workspace_id","span","cohort_id","at")
);
--> statement-breakpoint
CREATE TABLE "cohorts" (
	"workspace_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "cohorts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"endpoint_id" uuid NOT NULL,
	"event_type" text NOT NULL,
	"campaign_id" text,
	"status" text NOT NULL,
	"error" text,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"node_id" text,
	"last_id" uuid NOT NULL,
	CONSTRAINT "cohorts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "cohorts_key" UNIQUE NULLS NOT DISTINCT("workspace_id","endpoint_id","event_type","campaign_id","status","error")
);
--> statement-breakpoint
DROP INDEX "deliveries_source";--> statement-breakpoint
CREATE INDEX "cohort_counts_at" ON "cohort_counts" USING btree ("workspace_id","span","at");--> statement-breakpoint
-- Counts grow in place: room on the page keeps that out of the indexes.
ALTER TABLE "cohort_counts" SET (fillfactor = 80);--> statement-breakpoint
-- Rows live for seconds and come back at once; cutting the file would make those that write wait.
ALTER TABLE "cohort_additions" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, vacuum_truncate = off);--> statement-breakpoint
-- What is in the history already.
INSERT INTO "cohorts" (workspace_id, endpoint_id, event_type, campaign_id, status, error, source_kind, source_id, node_id, last_id)
SELECT workspace_id, endpoint_id, event_type, campaign_id, status, error,
	any_value(source_kind), any_value(source_id), any_value(node_id), any_value(id)
FROM "deliveries" GROUP BY 1, 2, 3, 4, 5, 6;--> statement-breakpoint
INSERT INTO "cohort_counts" (workspace_id, span, cohort_id, at, count)
SELECT workspace_id, span, cohort_id, date_trunc(span, at, 'UTC'), sum(count)
FROM (
	SELECT d.workspace_id, c.id AS cohort_id, date_trunc('minute', uuid_extract_timestamp(d.id)) AS at, count(*) AS count
	FROM "deliveries" AS d JOIN "cohorts" AS c
		ON c.workspace_id = d.workspace_id AND c.endpoint_id = d.endpoint_id AND c.event_type = d.event_type AND c.status = d.status
			AND c.campaign_id IS NOT DISTINCT FROM d.campaign_id AND c.error IS NOT DISTINCT FROM d.error
	GROUP BY 1, 2, 3
) AS minutes CROSS JOIN unnest('{minute,hour,day}'::text[]) AS span
GROUP BY 1, 2, 3, 4;
