CREATE TABLE "tallies" (
	"workspace_id" integer NOT NULL,
	"span" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"events" integer NOT NULL,
	"calls" integer NOT NULL,
	"succeeded" integer NOT NULL,
	"undelivered" integer NOT NULL,
	"durations" integer[],
	CONSTRAINT "tallies_workspace_id_span_subject_id_at_pk" PRIMARY KEY("workspace_id","span","subject_id","at")
);
--> statement-breakpoint
CREATE INDEX "tallies_at" ON "tallies" USING btree ("span","at");