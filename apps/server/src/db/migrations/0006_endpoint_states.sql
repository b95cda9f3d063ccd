CREATE UNLOGGED TABLE "endpoint_calls" (
	"workspace_id" integer NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"process_id" uuid NOT NULL,
	"minute" timestamp (3) with time zone NOT NULL,
	"calls" integer NOT NULL,
	"failed" integer NOT NULL,
	CONSTRAINT "endpoint_calls_workspace_id_endpoint_id_process_id_minute_pk" PRIMARY KEY("workspace_id","endpoint_id","process_id","minute")
);
--> statement-breakpoint
CREATE TABLE "endpoint_states" (
	"workspace_id" integer NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"phase" text,
	"since" timestamp (3) with time zone,
	"until" timestamp (3) with time zone,
	"openings" integer DEFAULT 0 NOT NULL,
	"successes" integer DEFAULT 0 NOT NULL,
	"drained" integer DEFAULT 0 NOT NULL,
	"probe_id" uuid,
	"probe_until" timestamp (3) with time zone,
	"paused_at" timestamp (3) with time zone,
	"paused_reason" text,
	"paused_by" text,
	"retry_after" timestamp (3) with time zone,
	"failing_since" timestamp (3) with time zone,
	CONSTRAINT "endpoint_states_workspace_id_endpoint_id_pk" PRIMARY KEY("workspace_id","endpoint_id")
);
--> statement-breakpoint
CREATE INDEX "endpoint_calls_minute" ON "endpoint_calls" USING btree ("minute");--> statement-breakpoint
CREATE INDEX "queue_held" ON "queue" USING btree ("held_reason","endpoint_id","id") WHERE due_at is null;