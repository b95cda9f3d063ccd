CREATE TABLE "run_entries" (
	"workspace_id" integer NOT NULL,
	"automation_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "run_entries_workspace_id_automation_id_user_id_pk" PRIMARY KEY("workspace_id","automation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "waiting_runs" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"automation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"user_id" text NOT NULL,
	"event_id" text NOT NULL,
	"path" json NOT NULL,
	"node_id" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"event_type" text NOT NULL,
	"campaign_id" text,
	"occurred_at" text NOT NULL,
	"data" json NOT NULL,
	CONSTRAINT "waiting_runs_workspace_id_automation_id_id_pk" PRIMARY KEY("workspace_id","automation_id","id")
);
--> statement-breakpoint
CREATE INDEX "waiting_runs_due" ON "waiting_runs" USING btree ("workspace_id","automation_id","due_at");--> statement-breakpoint
CREATE INDEX "waiting_runs_user" ON "waiting_runs" USING btree ("workspace_id","user_id","automation_id");--> statement-breakpoint
CREATE INDEX "runs_not_finished" ON "runs" USING btree ("workspace_id","automation_id","id") WHERE status <> 'finished';--> statement-breakpoint
-- A wave of wake-ups leaves dead entries at the head of the index by due time: vacuum before the next one meets them.
ALTER TABLE "waiting_runs" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);
