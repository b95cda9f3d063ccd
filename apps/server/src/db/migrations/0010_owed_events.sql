CREATE TABLE "owed_events" (
	"workspace_id" integer NOT NULL,
	"kind" text NOT NULL,
	"ref_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"reason" text,
	CONSTRAINT "owed_events_workspace_id_kind_ref_id_at_pk" PRIMARY KEY("workspace_id","kind","ref_id","at")
);
