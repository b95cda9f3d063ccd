CREATE TABLE "api_keys" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"scope" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"hint" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"detail" json,
	CONSTRAINT "audit_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "automation_versions" (
	"workspace_id" integer NOT NULL,
	"automation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"graph" json NOT NULL,
	"definition" json NOT NULL,
	"published_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"published_by" text NOT NULL,
	CONSTRAINT "automation_versions_workspace_id_automation_id_version_pk" PRIMARY KEY("workspace_id","automation_id","version")
);
--> statement-breakpoint
CREATE TABLE "automations" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"campaign_id" text,
	"status" text DEFAULT 'draft' NOT NULL,
	"draft" json NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"published_version" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "automations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"automation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"user_id" text NOT NULL,
	"event_id" text NOT NULL,
	"status" text NOT NULL,
	"path" json NOT NULL,
	"error" text,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "runs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"workspace_id" integer NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaigns_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"workspace_id" integer NOT NULL,
	"delivery_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"duration_ms" real NOT NULL,
	"status" smallint,
	"error" text,
	"error_message" text,
	"headers" json,
	"body" "bytea",
	"body_truncated" boolean DEFAULT false NOT NULL,
	CONSTRAINT "attempts_workspace_id_delivery_id_number_pk" PRIMARY KEY("workspace_id","delivery_id","number")
) PARTITION BY RANGE ("delivery_id");
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"event_type" text NOT NULL,
	"user_id" text NOT NULL,
	"campaign_id" text,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"node_id" text,
	"version" integer,
	"endpoint_id" uuid NOT NULL,
	"method" text NOT NULL,
	"url" text NOT NULL,
	"headers" json NOT NULL,
	"secret_headers" "bytea",
	"body" "bytea",
	"attempts" smallint DEFAULT 0 NOT NULL,
	"resent_from" uuid,
	"status" text NOT NULL,
	"last_status" smallint,
	"error" text,
	"error_message" text,
	"attempt_started_at" timestamp (3) with time zone,
	"attempt_duration_ms" real,
	"attempt_headers" json,
	"attempt_body" "bytea",
	"attempt_body_truncated" boolean,
	"finished_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deliveries_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "queue" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"event_type" text NOT NULL,
	"user_id" text NOT NULL,
	"campaign_id" text,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"node_id" text,
	"version" integer,
	"endpoint_id" uuid NOT NULL,
	"method" text NOT NULL,
	"url" text NOT NULL,
	"headers" json NOT NULL,
	"secret_headers" "bytea",
	"body" "bytea",
	"attempts" smallint DEFAULT 0 NOT NULL,
	"resent_from" uuid,
	"due_at" timestamp (3) with time zone,
	"held_reason" text,
	"process_id" uuid,
	"epoch" integer,
	"timeout_ms" integer NOT NULL,
	"success" text NOT NULL,
	"retry" json NOT NULL,
	"last_status" smallint,
	"last_error" text,
	CONSTRAINT "queue_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "echo_buckets" (
	"workspace_id" integer NOT NULL,
	"secret" text NOT NULL,
	"name" text NOT NULL,
	"answer" json NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "echo_buckets_workspace_id_secret_pk" PRIMARY KEY("workspace_id","secret")
);
--> statement-breakpoint
CREATE TABLE "echo_requests" (
	"workspace_id" integer NOT NULL,
	"secret" text NOT NULL,
	"id" uuid NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"query" text NOT NULL,
	"headers" json NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "echo_requests_workspace_id_secret_id_pk" PRIMARY KEY("workspace_id","secret","id")
);
--> statement-breakpoint
CREATE TABLE "endpoints" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"url" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "endpoints_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "event_keys" (
	"workspace_id" integer NOT NULL,
	"event_id" text NOT NULL,
	"event_key" uuid NOT NULL,
	CONSTRAINT "event_keys_workspace_id_event_id_pk" PRIMARY KEY("workspace_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"workspace_id" integer NOT NULL,
	"key" uuid NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"user_id" text NOT NULL,
	"campaign_id" text,
	"occurred_at" text,
	"data" json NOT NULL,
	"state" json,
	CONSTRAINT "events_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
) PARTITION BY RANGE ("key");
--> statement-breakpoint
CREATE TABLE "event_types" (
	"workspace_id" integer NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"event_group" text,
	"source" text NOT NULL,
	"schema" json,
	"sample" json,
	"observed_schema" json,
	"observations" json,
	"last_sample" json,
	"first_seen_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone,
	CONSTRAINT "event_types_workspace_id_name_pk" PRIMARY KEY("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "processes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"epoch" bigint NOT NULL,
	"role" text NOT NULL,
	"host" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "secrets" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"name" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "secrets_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"workspace_id" integer NOT NULL,
	"id" text NOT NULL,
	"state" json NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"hook_id" text,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"event_types" text[] NOT NULL,
	"campaign_id" text,
	"condition" json,
	"request" json NOT NULL,
	"policy" json NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhooks_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "user_schemas" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"schema" json NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" integer PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"generation" bigint DEFAULT 1 NOT NULL,
	"webhooks_enabled" boolean DEFAULT true NOT NULL,
	"webhooks_changed_at" timestamp (3) with time zone,
	"webhooks_changed_by" text,
	"events_retention_days" integer DEFAULT 90 NOT NULL,
	"deliveries_retention_days" integer DEFAULT 30 NOT NULL,
	"master_key_check" "bytea",
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_keys_created" ON "api_keys" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "runs_automation" ON "runs" USING btree ("workspace_id","automation_id","id");--> statement-breakpoint
CREATE INDEX "runs_user" ON "runs" USING btree ("workspace_id","user_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_source" ON "deliveries" USING btree ("workspace_id","source_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_user" ON "deliveries" USING btree ("workspace_id","user_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_status" ON "deliveries" USING btree ("workspace_id","status","id") WHERE status <> 'succeeded';--> statement-breakpoint
CREATE INDEX "deliveries_resends" ON "deliveries" USING btree ("workspace_id","event_id","id") WHERE resent_from is not null;--> statement-breakpoint
CREATE INDEX "queue_due" ON "queue" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "echo_buckets_unused" ON "echo_buckets" USING btree ("last_used_at");--> statement-breakpoint
CREATE UNIQUE INDEX "endpoints_place" ON "endpoints" USING btree ("workspace_id","source_id","node_id","url");--> statement-breakpoint
CREATE INDEX "events_user" ON "events" USING btree ("workspace_id","user_id","key");--> statement-breakpoint
CREATE INDEX "events_type" ON "events" USING btree ("workspace_id","type","key");--> statement-breakpoint
CREATE INDEX "secrets_place" ON "secrets" USING btree ("workspace_id","source_id","node_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "webhooks_hook_id" ON "webhooks" USING btree ("workspace_id","hook_id");--> statement-breakpoint
-- What lies outside every day's partition (a delivery owed for longer than its retention, say) is kept all the same.
CREATE TABLE "events_default" PARTITION OF "events" DEFAULT;--> statement-breakpoint
CREATE TABLE "runs_default" PARTITION OF "runs" DEFAULT;--> statement-breakpoint
CREATE TABLE "deliveries_default" PARTITION OF "deliveries" DEFAULT;--> statement-breakpoint
CREATE TABLE "attempts_default" PARTITION OF "attempts" DEFAULT;--> statement-breakpoint
-- Rows of the queue live for milliseconds: vacuum it by its dead rows, however few it has.
ALTER TABLE "queue" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000);--> statement-breakpoint
-- A user is touched by each of its events: room on the page keeps that update out of the index.
ALTER TABLE "users" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
