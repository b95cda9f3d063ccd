CREATE UNLOGGED TABLE "presences" (
	"workspace_id" integer NOT NULL,
	"automation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"window_id" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "presences_workspace_id_automation_id_member_id_window_id_pk" PRIMARY KEY("workspace_id","automation_id","member_id","window_id")
);
