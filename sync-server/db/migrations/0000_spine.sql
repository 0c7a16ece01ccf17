CREATE SCHEMA "identity";
--> statement-breakpoint
CREATE TYPE "public"."campaign_status" AS ENUM('draft', 'warming', 'active', 'paused', 'completed');--> statement-breakpoint
CREATE TYPE "public"."experiment_status" AS ENUM('running', 'winner', 'inconclusive', 'stopped');--> statement-breakpoint
CREATE TYPE "public"."client_status" AS ENUM('onboarding', 'active', 'paused', 'churned');--> statement-breakpoint
CREATE TYPE "public"."crm_type" AS ENUM('hubspot', 'salesforce', 'pipedrive', 'none');--> statement-breakpoint
CREATE TYPE "public"."plan_type" AS ENUM('founding_partner', 'official');--> statement-breakpoint
CREATE TYPE "public"."domain_status" AS ENUM('warming', 'active', 'flagged', 'retired');--> statement-breakpoint
CREATE TYPE "public"."meeting_status" AS ENUM('scheduled', 'completed', 'no_show', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."message_kind" AS ENUM('sent', 'opened', 'clicked', 'replied', 'bounced', 'unsubscribed');--> statement-breakpoint
CREATE TYPE "public"."reply_class" AS ENUM('interested', 'referral', 'later', 'not_now', 'wrong_person', 'unsubscribe', 'out_of_office', 'angry', 'unclassified');--> statement-breakpoint
CREATE TYPE "public"."engine_host" AS ENUM('desktop', 'server');--> statement-breakpoint
CREATE TYPE "public"."engine_name" AS ENUM('guardian', 'architect', 'scientist', 'hunter', 'sentinel', 'informant', 'judge', 'keeper', 'launcher', 'monitor', 'navigator');--> statement-breakpoint
CREATE TYPE "public"."missed_run_policy" AS ENUM('skip', 'run_once', 'run_all');--> statement-breakpoint
CREATE TYPE "public"."run_status" AS ENUM('queued', 'running', 'succeeded', 'failed', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."run_trigger" AS ENUM('schedule', 'webhook', 'event', 'person');--> statement-breakpoint
CREATE TYPE "public"."visitor_status" AS ENUM('new', 'prospecting', 'ignored');--> statement-breakpoint
CREATE TYPE "public"."alert_status" AS ENUM('queued', 'sent', 'failed', 'acknowledged', 'resolved');--> statement-breakpoint
CREATE TYPE "public"."incident_status" AS ENUM('open', 'acknowledged', 'resolved');--> statement-breakpoint
CREATE TYPE "public"."risk_level" AS ENUM('healthy', 'at_risk', 'critical');--> statement-breakpoint
CREATE TYPE "public"."severity" AS ENUM('P1', 'P2', 'P3', 'P4');--> statement-breakpoint
CREATE TYPE "public"."event_status" AS ENUM('received', 'processing', 'done', 'failed', 'quarantined');--> statement-breakpoint
CREATE TYPE "public"."integration_mode" AS ENUM('live', 'sandbox', 'disabled');--> statement-breakpoint
CREATE TYPE "public"."integration_status" AS ENUM('untested', 'connected', 'failing', 'disconnected');--> statement-breakpoint
CREATE TYPE "public"."quarantine_status" AS ENUM('open', 'assigned', 'reprocessed', 'discarded');--> statement-breakpoint
CREATE TYPE "public"."vendor_call_status" AS ENUM('planned', 'sent', 'succeeded', 'failed', 'unknown');--> statement-breakpoint
CREATE TYPE "public"."import_status" AS ENUM('running', 'finished', 'cancelled', 'failed');--> statement-breakpoint
CREATE TYPE "public"."lead_source" AS ENUM('csv', 'apollo', 'zoominfo', 'visitor', 'hunter', 'manual');--> statement-breakpoint
CREATE TYPE "public"."lead_status" AS ENUM('new', 'ready', 'contacted', 'replied', 'interested', 'meeting_booked', 'not_interested', 'bounced', 'unsubscribed');--> statement-breakpoint
CREATE TYPE "public"."suppression_kind" AS ENUM('email', 'domain');--> statement-breakpoint
CREATE TYPE "public"."verdict" AS ENUM('unverified', 'valid', 'risky', 'invalid', 'unknown', 'blocked');--> statement-breakpoint
CREATE TYPE "public"."user_role" AS ENUM('admin', 'account_manager', 'viewer');--> statement-breakpoint
CREATE TYPE "public"."invoice_kind" AS ENUM('subscription', 'meeting_bonus');--> statement-breakpoint
CREATE TYPE "public"."invoice_status" AS ENUM('draft', 'open', 'paid', 'void', 'uncollectible');--> statement-breakpoint
CREATE TYPE "public"."gap_status" AS ENUM('open', 'answered', 'dismissed');--> statement-breakpoint
CREATE TYPE "public"."plan_status" AS ENUM('running', 'blocked', 'finished', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."report_status" AS ENUM('draft', 'approved', 'sent', 'failed');--> statement-breakpoint
CREATE TYPE "public"."request_channel" AS ENUM('portal', 'email', 'person');--> statement-breakpoint
CREATE TYPE "public"."request_status" AS ENUM('open', 'waiting', 'done', 'refused');--> statement-breakpoint
CREATE TYPE "public"."task_status" AS ENUM('todo', 'doing', 'blocked', 'done', 'skipped');--> statement-breakpoint
CREATE TYPE "public"."conflict_status" AS ENUM('open', 'resolved');--> statement-breakpoint
CREATE TYPE "public"."mutation_outcome" AS ENUM('accepted', 'rejected', 'conflict');--> statement-breakpoint
CREATE TABLE "campaign_metrics" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"date" date NOT NULL,
	"emails_sent" integer DEFAULT 0 NOT NULL,
	"opens" integer DEFAULT 0 NOT NULL,
	"replies" integer DEFAULT 0 NOT NULL,
	"bounces" integer DEFAULT 0 NOT NULL,
	"positive_replies" integer DEFAULT 0 NOT NULL,
	"meetings_booked" integer DEFAULT 0 NOT NULL,
	"open_rate" numeric(7, 4) DEFAULT '0' NOT NULL,
	"reply_rate" numeric(7, 4) DEFAULT '0' NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"scope_client_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"campaign_name" text NOT NULL,
	"instantly_campaign_id" text,
	"status" "campaign_status" DEFAULT 'draft' NOT NULL,
	"icp_description" text,
	"target_industries" text[] DEFAULT '{}' NOT NULL,
	"target_titles" text[] DEFAULT '{}' NOT NULL,
	"sequence_count" integer DEFAULT 0 NOT NULL,
	"leads_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"archived" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "experiments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"step_id" uuid,
	"hypothesis" text,
	"metric" text DEFAULT 'human_reply' NOT NULL,
	"status" "experiment_status" DEFAULT 'running' NOT NULL,
	"result" jsonb,
	"winner_variant_id" uuid,
	"started_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sequence_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"sequence_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"delay_days" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sequence_variants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"step_id" uuid NOT NULL,
	"label" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sequences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"name" text NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "client_assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"company_name" text NOT NULL,
	"contact_name" text,
	"contact_email" text,
	"plan_type" "plan_type" DEFAULT 'official' NOT NULL,
	"status" "client_status" DEFAULT 'onboarding' NOT NULL,
	"start_date" date,
	"renewal_date" date,
	"instantly_workspace_id" text,
	"crm_type" "crm_type" DEFAULT 'none' NOT NULL,
	"crm_integration_id" text,
	"calendly_link" text,
	"slack_channel_id" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"industry" text,
	"website" text,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"monthly_meeting_target" integer,
	"bonus_minor" bigint DEFAULT 0 NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"labels" text[] DEFAULT '{}' NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	"deleted_at" timestamp(3) with time zone,
	CONSTRAINT "clients_client_id_unique" UNIQUE("client_id")
);
--> statement-breakpoint
CREATE TABLE "domains" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"domain_name" text NOT NULL,
	"status" "domain_status" DEFAULT 'warming' NOT NULL,
	"spf_status" boolean,
	"dkim_status" boolean,
	"dmarc_status" boolean,
	"warmup_start_date" date,
	"warmup_complete_date" date,
	"last_health_check" timestamp(3) with time zone,
	"blacklist_status" boolean,
	"scope_client_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"campaign_id" uuid,
	"prospect_email" text NOT NULL,
	"prospect_name" text,
	"prospect_company" text,
	"prospect_title" text,
	"meeting_datetime" timestamp(3) with time zone NOT NULL,
	"calendly_event_id" text,
	"status" "meeting_status" DEFAULT 'scheduled' NOT NULL,
	"qualified" boolean,
	"bonus_invoiced" boolean DEFAULT false NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"lead_id" uuid
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"campaign_id" uuid,
	"lead_id" uuid,
	"step_id" uuid,
	"variant_id" uuid,
	"kind" "message_kind" NOT NULL,
	"subject" text,
	"body" text,
	"reply_class" "reply_class",
	"vendor_message_id" text,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"handled_at" timestamp(3) with time zone,
	"handled_by" uuid,
	"archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"engine" "engine_name" NOT NULL,
	"engine_version" text NOT NULL,
	"host" "engine_host" NOT NULL,
	"trigger" "run_trigger" NOT NULL,
	"client_id" uuid,
	"status" "run_status" DEFAULT 'queued' NOT NULL,
	"progress_done" integer DEFAULT 0 NOT NULL,
	"progress_total" integer,
	"input" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"output" jsonb,
	"error_code" text,
	"model" text,
	"tokens_in" integer DEFAULT 0 NOT NULL,
	"tokens_out" integer DEFAULT 0 NOT NULL,
	"cost_minor" bigint DEFAULT 0 NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"retry_of" uuid,
	"requested_by" uuid,
	"started_at" timestamp(3) with time zone,
	"finished_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"run_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"status" "run_status" DEFAULT 'queued' NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"error_code" text,
	"started_at" timestamp(3) with time zone,
	"finished_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"engine" "engine_name" NOT NULL,
	"client_id" uuid,
	"cron" text NOT NULL,
	"time_zone" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"missed_run_policy" "missed_run_policy" DEFAULT 'run_once' NOT NULL,
	"last_run_at" timestamp(3) with time zone,
	"next_run_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visitors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"company_name" text,
	"company_domain" text,
	"person_name" text,
	"person_title" text,
	"page_views" integer DEFAULT 0 NOT NULL,
	"pages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"icp_score" integer,
	"intent_score" integer,
	"score_reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" "visitor_status" DEFAULT 'new' NOT NULL,
	"first_seen_at" timestamp(3) with time zone NOT NULL,
	"last_seen_at" timestamp(3) with time zone NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"incident_id" uuid,
	"severity" "severity" NOT NULL,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"channel" text NOT NULL,
	"target" text,
	"status" "alert_status" DEFAULT 'queued' NOT NULL,
	"dedupe_key" text,
	"sent_at" timestamp(3) with time zone,
	"acknowledged_at" timestamp(3) with time zone,
	"acknowledged_by" uuid,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "health_scores" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"score" integer NOT NULL,
	"risk_level" "risk_level" NOT NULL,
	"signals" jsonb NOT NULL,
	"intervention_plan" text,
	"calculated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"scope_client_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid,
	"severity" "severity" NOT NULL,
	"type" text NOT NULL,
	"description" text NOT NULL,
	"auto_resolved" boolean DEFAULT false NOT NULL,
	"resolution" text,
	"detected_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp(3) with time zone,
	"scope_client_id" uuid,
	"status" "incident_status" DEFAULT 'open' NOT NULL,
	"fingerprint" text,
	"owner_id" uuid,
	"campaign_id" uuid,
	"domain_id" uuid,
	"acknowledged_at" timestamp(3) with time zone,
	"acknowledged_by" uuid,
	"acknowledge_due_at" timestamp(3) with time zone,
	"snoozed_until" timestamp(3) with time zone,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"device_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "identity"."user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "identity"."verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "integration_secrets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"integration_id" uuid NOT NULL,
	"name" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "integrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"vendor" text NOT NULL,
	"mode" "integration_mode" DEFAULT 'disabled' NOT NULL,
	"status" "integration_status" DEFAULT 'untested' NOT NULL,
	"account_label" text,
	"last_tested_at" timestamp(3) with time zone,
	"last_error_code" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"webhook_event_id" uuid NOT NULL,
	"vendor" text NOT NULL,
	"reason" text NOT NULL,
	"summary" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" "quarantine_status" DEFAULT 'open' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vendor_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"idempotency_key" text NOT NULL,
	"vendor" text NOT NULL,
	"operation" text NOT NULL,
	"client_id" uuid,
	"request" jsonb NOT NULL,
	"response" jsonb,
	"status" "vendor_call_status" DEFAULT 'planned' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error_code" text,
	"cost_minor" bigint DEFAULT 0 NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp(3) with time zone,
	CONSTRAINT "vendor_calls_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vendor" text NOT NULL,
	"event_type" text,
	"dedupe_key" text NOT NULL,
	"headers" jsonb NOT NULL,
	"body" "bytea" NOT NULL,
	"status" "event_status" DEFAULT 'received' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error_code" text,
	"received_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"processed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "lead_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"campaign_id" uuid,
	"file_name" text NOT NULL,
	"status" "import_status" DEFAULT 'running' NOT NULL,
	"mode" text NOT NULL,
	"on_match" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"total_rows" integer DEFAULT 0 NOT NULL,
	"created_rows" integer DEFAULT 0 NOT NULL,
	"updated_rows" integer DEFAULT 0 NOT NULL,
	"skipped_rows" integer DEFAULT 0 NOT NULL,
	"refused_rows" integer DEFAULT 0 NOT NULL,
	"verdicts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_by" uuid,
	"started_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "lead_verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"verdict" "verdict" NOT NULL,
	"provisional" boolean NOT NULL,
	"reasons" jsonb NOT NULL,
	"engine_version" text NOT NULL,
	"host" text NOT NULL,
	"checked_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"campaign_id" uuid,
	"import_id" uuid,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"first_name" text,
	"last_name" text,
	"title" text,
	"company" text,
	"company_domain" text,
	"phone" text,
	"linkedin_url" text,
	"website" text,
	"country" text,
	"city" text,
	"industry" text,
	"employee_count" integer,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"source" "lead_source" DEFAULT 'manual' NOT NULL,
	"status" "lead_status" DEFAULT 'new' NOT NULL,
	"verdict" "verdict" DEFAULT 'unverified' NOT NULL,
	"verdict_reasons" text[] DEFAULT '{}' NOT NULL,
	"verdict_provisional" boolean DEFAULT true NOT NULL,
	"verified_at" timestamp(3) with time zone,
	"last_contacted_at" timestamp(3) with time zone,
	"labels" text[] DEFAULT '{}' NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	"deleted_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"kind" "suppression_kind" NOT NULL,
	"value_hmac" text NOT NULL,
	"domain" text,
	"reason" text NOT NULL,
	"source" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"actor_id" uuid,
	"device_id" uuid,
	"action" text NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" uuid,
	"row_count" integer DEFAULT 1 NOT NULL,
	"summary" text NOT NULL,
	"changes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"body" text NOT NULL,
	"pinned" boolean DEFAULT false NOT NULL,
	"deleted_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"user_id" uuid NOT NULL,
	"screen" text NOT NULL,
	"name" text NOT NULL,
	"definition" jsonb NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"pinned" boolean DEFAULT false NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" "user_role" DEFAULT 'viewer' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "deals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"meeting_id" uuid,
	"crm_type" text NOT NULL,
	"crm_deal_id" text,
	"name" text NOT NULL,
	"stage" text NOT NULL,
	"amount_minor" bigint,
	"currency" text DEFAULT 'USD' NOT NULL,
	"won" boolean,
	"closed_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"meeting_id" uuid,
	"kind" "invoice_kind" NOT NULL,
	"status" "invoice_status" DEFAULT 'draft' NOT NULL,
	"stripe_invoice_id" text,
	"amount_minor" bigint NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"issued_at" timestamp(3) with time zone,
	"due_at" timestamp(3) with time zone,
	"paid_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knowledge_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"title" text NOT NULL,
	"source" text NOT NULL,
	"body" text NOT NULL,
	"created_by" uuid,
	"archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knowledge_gaps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"question" text NOT NULL,
	"asked_by" uuid,
	"times_asked" integer DEFAULT 1 NOT NULL,
	"status" "gap_status" DEFAULT 'open' NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knowledge_passages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"document_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "onboarding_plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"plan_type" text NOT NULL,
	"status" "plan_status" DEFAULT 'running' NOT NULL,
	"due_date" date,
	"started_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "onboarding_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"status" "task_status" DEFAULT 'todo' NOT NULL,
	"automated" boolean DEFAULT false NOT NULL,
	"owner_id" uuid,
	"due_date" date,
	"depends_on" uuid[] DEFAULT '{}' NOT NULL,
	"blocker" text,
	"completed_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"status" "report_status" DEFAULT 'draft' NOT NULL,
	"content" jsonb NOT NULL,
	"approved_by" uuid,
	"sent_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"channel" "request_channel" NOT NULL,
	"kind" text DEFAULT 'other' NOT NULL,
	"subject" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"status" "request_status" DEFAULT 'open' NOT NULL,
	"decision" text,
	"owner_id" uuid,
	"due_at" timestamp(3) with time zone,
	"resolved_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"xid" text NOT NULL,
	"tables" text[] NOT NULL,
	"device_id" uuid,
	"seq" bigint,
	"at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conflicts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope_client_id" uuid,
	"mutation_id" uuid NOT NULL,
	"table_name" text NOT NULL,
	"row_id" uuid NOT NULL,
	"field" text NOT NULL,
	"base" jsonb,
	"mine" jsonb,
	"theirs" jsonb,
	"user_id" uuid NOT NULL,
	"device_id" uuid,
	"status" "conflict_status" DEFAULT 'open' NOT NULL,
	"resolution" jsonb,
	"resolved_by" uuid,
	"resolved_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device_mutations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"outcome" "mutation_outcome" NOT NULL,
	"reason" jsonb,
	"xid" text,
	"received_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"platform" text NOT NULL,
	"last_seq" bigint DEFAULT 0 NOT NULL,
	"last_seen_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "server_state" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "campaign_metrics" ADD CONSTRAINT "campaign_metrics_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiments" ADD CONSTRAINT "experiments_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sequence_steps" ADD CONSTRAINT "sequence_steps_sequence_id_sequences_id_fk" FOREIGN KEY ("sequence_id") REFERENCES "public"."sequences"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sequence_variants" ADD CONSTRAINT "sequence_variants_step_id_sequence_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."sequence_steps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sequences" ADD CONSTRAINT "sequences_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_assignments" ADD CONSTRAINT "client_assignments_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domains" ADD CONSTRAINT "domains_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine_steps" ADD CONSTRAINT "engine_steps_run_id_engine_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."engine_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "health_scores" ADD CONSTRAINT "health_scores_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "identity"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "identity"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integration_secrets" ADD CONSTRAINT "integration_secrets_integration_id_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."integrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_imports" ADD CONSTRAINT "lead_imports_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_passages" ADD CONSTRAINT "knowledge_passages_document_id_knowledge_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."knowledge_documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onboarding_tasks" ADD CONSTRAINT "onboarding_tasks_plan_id_onboarding_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."onboarding_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_mutations" ADD CONSTRAINT "device_mutations_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_metrics_scope_idx" ON "campaign_metrics" USING btree ("scope_client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_metrics_day_idx" ON "campaign_metrics" USING btree ("campaign_id","date");--> statement-breakpoint
CREATE INDEX "campaigns_scope_idx" ON "campaigns" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "campaigns_client_idx" ON "campaigns" USING btree ("client_id","status");--> statement-breakpoint
CREATE INDEX "experiments_scope_idx" ON "experiments" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "experiments_campaign_idx" ON "experiments" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "sequence_steps_scope_idx" ON "sequence_steps" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "sequence_steps_sequence_idx" ON "sequence_steps" USING btree ("sequence_id","position");--> statement-breakpoint
CREATE INDEX "sequence_variants_scope_idx" ON "sequence_variants" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "sequence_variants_step_idx" ON "sequence_variants" USING btree ("step_id");--> statement-breakpoint
CREATE INDEX "sequences_scope_idx" ON "sequences" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "sequences_campaign_idx" ON "sequences" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "client_assignments_scope_idx" ON "client_assignments" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "client_assignments_user_idx" ON "client_assignments" USING btree ("user_id","client_id");--> statement-breakpoint
CREATE INDEX "clients_scope_idx" ON "clients" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "clients_status_idx" ON "clients" USING btree ("status");--> statement-breakpoint
CREATE INDEX "domains_scope_idx" ON "domains" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "domains_client_idx" ON "domains" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "meetings_scope_idx" ON "meetings" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "meetings_client_idx" ON "meetings" USING btree ("client_id","meeting_datetime");--> statement-breakpoint
CREATE INDEX "messages_scope_idx" ON "messages" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "messages_lead_idx" ON "messages" USING btree ("lead_id","occurred_at");--> statement-breakpoint
CREATE INDEX "messages_kind_idx" ON "messages" USING btree ("kind","occurred_at");--> statement-breakpoint
CREATE INDEX "engine_runs_scope_idx" ON "engine_runs" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "engine_runs_engine_idx" ON "engine_runs" USING btree ("engine","created_at");--> statement-breakpoint
CREATE INDEX "engine_steps_scope_idx" ON "engine_steps" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "engine_steps_run_idx" ON "engine_steps" USING btree ("run_id","position");--> statement-breakpoint
CREATE INDEX "schedules_scope_idx" ON "schedules" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "visitors_scope_idx" ON "visitors" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "visitors_seen_idx" ON "visitors" USING btree ("client_id","last_seen_at");--> statement-breakpoint
CREATE INDEX "alerts_scope_idx" ON "alerts" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "alerts_incident_idx" ON "alerts" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "health_scores_scope_idx" ON "health_scores" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "health_scores_client_idx" ON "health_scores" USING btree ("client_id","calculated_at");--> statement-breakpoint
CREATE INDEX "incidents_scope_idx" ON "incidents" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "incidents_open_idx" ON "incidents" USING btree ("status","severity");--> statement-breakpoint
CREATE INDEX "incidents_fingerprint_idx" ON "incidents" USING btree ("fingerprint");--> statement-breakpoint
CREATE INDEX "account_user_idx" ON "identity"."account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user_idx" ON "identity"."session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier_idx" ON "identity"."verification" USING btree ("identifier");--> statement-breakpoint
CREATE UNIQUE INDEX "integration_secrets_name_idx" ON "integration_secrets" USING btree ("integration_id","name");--> statement-breakpoint
CREATE INDEX "integrations_scope_idx" ON "integrations" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "integrations_vendor_idx" ON "integrations" USING btree ("vendor");--> statement-breakpoint
CREATE INDEX "quarantine_scope_idx" ON "quarantine" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "quarantine_status_idx" ON "quarantine" USING btree ("status");--> statement-breakpoint
CREATE INDEX "vendor_calls_status_idx" ON "vendor_calls" USING btree ("vendor","status");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_events_dedupe_idx" ON "webhook_events" USING btree ("vendor","dedupe_key");--> statement-breakpoint
CREATE INDEX "webhook_events_status_idx" ON "webhook_events" USING btree ("status","received_at");--> statement-breakpoint
CREATE INDEX "lead_imports_scope_idx" ON "lead_imports" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "lead_verifications_scope_idx" ON "lead_verifications" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "lead_verifications_lead_idx" ON "lead_verifications" USING btree ("lead_id","checked_at");--> statement-breakpoint
CREATE INDEX "leads_scope_idx" ON "leads" USING btree ("scope_client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "leads_client_email_idx" ON "leads" USING btree ("client_id","email_key") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "leads_campaign_idx" ON "leads" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "leads_import_idx" ON "leads" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "leads_created_idx" ON "leads" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "suppressions_scope_idx" ON "suppressions" USING btree ("scope_client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "suppressions_client_value_idx" ON "suppressions" USING btree ("scope_client_id","value_hmac") WHERE scope_client_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "suppressions_agency_value_idx" ON "suppressions" USING btree ("value_hmac") WHERE scope_client_id is null;--> statement-breakpoint
CREATE INDEX "activity_scope_idx" ON "activity" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "activity_entity_idx" ON "activity" USING btree ("entity_id","at");--> statement-breakpoint
CREATE INDEX "notes_scope_idx" ON "notes" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "notes_entity_idx" ON "notes" USING btree ("entity_id","created_at");--> statement-breakpoint
CREATE INDEX "saved_views_user_idx" ON "saved_views" USING btree ("user_id","screen");--> statement-breakpoint
CREATE INDEX "deals_scope_idx" ON "deals" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "deals_client_idx" ON "deals" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "invoices_scope_idx" ON "invoices" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "invoices_client_idx" ON "invoices" USING btree ("client_id","status");--> statement-breakpoint
CREATE INDEX "knowledge_documents_scope_idx" ON "knowledge_documents" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "knowledge_gaps_scope_idx" ON "knowledge_gaps" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "knowledge_passages_scope_idx" ON "knowledge_passages" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "knowledge_passages_document_idx" ON "knowledge_passages" USING btree ("document_id","position");--> statement-breakpoint
CREATE INDEX "onboarding_plans_scope_idx" ON "onboarding_plans" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "onboarding_tasks_scope_idx" ON "onboarding_tasks" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "onboarding_tasks_plan_idx" ON "onboarding_tasks" USING btree ("plan_id","position");--> statement-breakpoint
CREATE INDEX "reports_scope_idx" ON "reports" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "reports_client_idx" ON "reports" USING btree ("client_id","period_end");--> statement-breakpoint
CREATE INDEX "requests_scope_idx" ON "requests" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "requests_status_idx" ON "requests" USING btree ("status","due_at");--> statement-breakpoint
CREATE INDEX "commits_scope_idx" ON "commits" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "commits_at_idx" ON "commits" USING btree ("at");--> statement-breakpoint
CREATE INDEX "conflicts_scope_idx" ON "conflicts" USING btree ("scope_client_id");--> statement-breakpoint
CREATE INDEX "conflicts_row_idx" ON "conflicts" USING btree ("row_id","status");--> statement-breakpoint
CREATE UNIQUE INDEX "device_mutations_seq_idx" ON "device_mutations" USING btree ("device_id","seq");--> statement-breakpoint
CREATE INDEX "devices_user_idx" ON "devices" USING btree ("user_id");