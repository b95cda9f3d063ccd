CREATE TABLE "behaviour_counters" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"event_type" text NOT NULL,
	"where" json,
	"counted_from" timestamp (3) with time zone NOT NULL,
	"filled_to" uuid,
	"filled_at" timestamp (3) with time zone,
	CONSTRAINT "behaviour_counters_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "behaviours" (
	"workspace_id" integer NOT NULL,
	"counter_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"live" json,
	"early" json,
	"filled" json,
	CONSTRAINT "behaviours_workspace_id_counter_id_user_id_pk" PRIMARY KEY("workspace_id","counter_id","user_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "behaviour_counters_key" ON "behaviour_counters" USING btree ("workspace_id","key");