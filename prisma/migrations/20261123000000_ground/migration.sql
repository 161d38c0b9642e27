-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "owner" (
    "id" INTEGER NOT NULL,
    "owner" TEXT NOT NULL,

    CONSTRAINT "owner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request" (
    "request_id" TEXT COLLATE "C" NOT NULL,
    "function_name" TEXT NOT NULL,
    "function_arn" TEXT,
    "log_group_name" TEXT,
    "architecture" TEXT,
    "timeout_ms" INTEGER NOT NULL,
    "observations" TEXT NOT NULL,
    "hops" TEXT NOT NULL,
    "tails" TEXT NOT NULL,
    "watermark_ms" BIGINT,

    CONSTRAINT "request_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "recorded_text" (
    "request_id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "truncated" BOOLEAN NOT NULL,
    "altered" BOOLEAN NOT NULL,

    CONSTRAINT "recorded_text_pkey" PRIMARY KEY ("request_id","kind","source")
);

-- CreateTable
CREATE TABLE "hop" (
    "hop_id" TEXT COLLATE "C" NOT NULL,
    "request_id" TEXT COLLATE "C" NOT NULL,
    "group_id" TEXT COLLATE "C" NOT NULL,
    "function_name" TEXT NOT NULL,
    "log_stream_name" TEXT,
    "status" TEXT NOT NULL,
    "delivery_attempt" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "max_attempts" INTEGER,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "sort_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" DOUBLE PRECISION,
    "cost_usd" DOUBLE PRECISION,
    "error_type" TEXT,
    "trace_id" TEXT COLLATE "C",
    "trace_key" TEXT COLLATE "C",
    "parent_hop_id" TEXT COLLATE "C",
    "via" TEXT NOT NULL,
    "link_kind" SMALLINT NOT NULL,
    "running_until" TIMESTAMPTZ(3),
    "ending" TEXT,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "hop_pkey" PRIMARY KEY ("hop_id")
);

-- CreateTable
CREATE TABLE "link" (
    "effect_hop_id" TEXT COLLATE "C" NOT NULL,
    "cause_hop_id" TEXT COLLATE "C" NOT NULL,
    "strength" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "candidate_count" INTEGER NOT NULL,
    "accepted" BOOLEAN NOT NULL,

    CONSTRAINT "link_pkey" PRIMARY KEY ("effect_hop_id","cause_hop_id")
);

-- CreateTable
CREATE TABLE "identifier" (
    "value" TEXT COLLATE "C" NOT NULL,
    "request_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "identifier_pkey" PRIMARY KEY ("value","request_id")
);

-- CreateTable
CREATE TABLE "chain_group" (
    "group_id" TEXT COLLATE "C" NOT NULL,
    "chain_id" TEXT COLLATE "C" NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "chain_group_pkey" PRIMARY KEY ("group_id")
);

-- CreateTable
CREATE TABLE "group_trace" (
    "trace_id" TEXT COLLATE "C" NOT NULL,
    "group_id" TEXT COLLATE "C" NOT NULL,
    "trace_key" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "group_trace_pkey" PRIMARY KEY ("trace_id","group_id")
);

-- CreateTable
CREATE TABLE "chain" (
    "chain_id" TEXT COLLATE "C" NOT NULL,
    "status" TEXT NOT NULL,
    "attention" BOOLEAN NOT NULL,
    "single" BOOLEAN NOT NULL,
    "trace_id" TEXT COLLATE "C",
    "root_function" TEXT,
    "function_names" TEXT[],
    "mechanisms" TEXT[],
    "hop_count" INTEGER NOT NULL,
    "failed_hop_count" INTEGER NOT NULL,
    "max_attempts" INTEGER,
    "last_hop_id" TEXT COLLATE "C",
    "last_hop" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_activity_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "running_ms" DOUBLE PRECISION,
    "cost_usd" DOUBLE PRECISION,
    "next_expected_by" TIMESTAMPTZ(3),
    "ending" TEXT,
    "facts" TEXT NOT NULL,
    "search" tsvector NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "chain_pkey" PRIMARY KEY ("chain_id")
);

-- CreateTable
CREATE TABLE "hop_rollup" (
    "function_name" TEXT NOT NULL,
    "bucket_ms" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "succeeded" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "running" INTEGER NOT NULL,
    "other" INTEGER NOT NULL,

    CONSTRAINT "hop_rollup_pkey" PRIMARY KEY ("function_name","bucket_ms","at")
);

-- CreateTable
CREATE TABLE "chain_rollup" (
    "function_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "single" BOOLEAN NOT NULL,
    "running" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL,
    "succeeded" INTEGER NOT NULL,
    "recovered" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "cut" INTEGER NOT NULL,
    "lost" INTEGER NOT NULL,
    "attention" INTEGER NOT NULL,

    CONSTRAINT "chain_rollup_pkey" PRIMARY KEY ("function_name","at","single")
);

-- CreateTable
CREATE TABLE "stray_line" (
    "log_group_name" TEXT NOT NULL,
    "log_stream_name" TEXT NOT NULL,
    "timestamp_ms" BIGINT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "stray_line_pkey" PRIMARY KEY ("log_group_name","log_stream_name","timestamp_ms","digest","ordinal")
);

-- CreateTable
CREATE TABLE "unreadable_line" (
    "log_group_name" TEXT NOT NULL,
    "log_stream_name" TEXT NOT NULL,
    "timestamp_ms" BIGINT NOT NULL,
    "digest" TEXT NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "unreadable_line_pkey" PRIMARY KEY ("log_group_name","log_stream_name","timestamp_ms","digest")
);

-- CreateTable
CREATE TABLE "source" (
    "log_group_name" TEXT NOT NULL,
    "watermark_at" TIMESTAMPTZ(3),
    "last_event_at" TIMESTAMPTZ(3),
    "late_line_count" INTEGER NOT NULL DEFAULT 0,
    "unreadable_line_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "source_pkey" PRIMARY KEY ("log_group_name")
);

-- CreateTable
CREATE TABLE "held_link" (
    "held_link_id" TEXT COLLATE "C" NOT NULL,
    "effect_hop_id" TEXT COLLATE "C" NOT NULL,
    "cause_hop_id" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT NOT NULL,
    "identifier" TEXT COLLATE "C" NOT NULL,
    "held_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "held_link_pkey" PRIMARY KEY ("held_link_id")
);

-- CreateTable
CREATE TABLE "recursion_drop" (
    "function_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "dropped" INTEGER NOT NULL,

    CONSTRAINT "recursion_drop_pkey" PRIMARY KEY ("function_name","at")
);

-- CreateTable
CREATE TABLE "operation" (
    "operation_id" TEXT COLLATE "C" NOT NULL,
    "status" TEXT NOT NULL,
    "function_name" TEXT NOT NULL,
    "function_arn" TEXT,
    "invocation_type" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "trace_id" TEXT COLLATE "C" NOT NULL,
    "parent_hop_id" TEXT COLLATE "C",
    "separate" BOOLEAN NOT NULL,
    "request_id" TEXT COLLATE "C",
    "instance_id" TEXT NOT NULL,
    "idempotency_key" TEXT,
    "fingerprint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "status_code" INTEGER,
    "function_error" TEXT,
    "response" TEXT,
    "tail" TEXT,
    "tail_truncated" BOOLEAN NOT NULL DEFAULT false,
    "error" TEXT,

    CONSTRAINT "operation_pkey" PRIMARY KEY ("operation_id")
);

-- CreateTable
CREATE TABLE "lambda_function" (
    "function_name" TEXT NOT NULL,
    "function_arn" TEXT NOT NULL,
    "configuration" TEXT NOT NULL,
    "listed" BOOLEAN NOT NULL,
    "watched_by_page" BOOLEAN,
    "marker_seen_at" TIMESTAMPTZ(3),
    "last_hop_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lambda_function_pkey" PRIMARY KEY ("function_name")
);

-- CreateTable
CREATE TABLE "saved_payload" (
    "saved_payload_id" TEXT NOT NULL,
    "function_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_payload_pkey" PRIMARY KEY ("saved_payload_id")
);

-- CreateTable
CREATE TABLE "plan" (
    "plan_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "plan_pkey" PRIMARY KEY ("plan_id")
);

-- CreateIndex
CREATE INDEX "hop_request_id_idx" ON "hop"("request_id");

-- CreateIndex
CREATE INDEX "hop_group_id_sort_at_hop_id_idx" ON "hop"("group_id", "sort_at", "hop_id");

-- CreateIndex
CREATE INDEX "hop_group_id_revision_idx" ON "hop"("group_id", "revision");

-- CreateIndex
CREATE INDEX "hop_trace_key_sort_at_idx" ON "hop"("trace_key", "sort_at");

-- CreateIndex
CREATE INDEX "hop_log_stream_name_sort_at_idx" ON "hop"("log_stream_name", "sort_at");

-- CreateIndex
CREATE INDEX "hop_running_until_idx" ON "hop"("running_until");

-- CreateIndex
CREATE INDEX "hop_sort_at_idx" ON "hop"("sort_at");

-- CreateIndex
CREATE INDEX "link_cause_hop_id_idx" ON "link"("cause_hop_id");

-- CreateIndex
CREATE INDEX "chain_group_chain_id_idx" ON "chain_group"("chain_id");

-- CreateIndex
CREATE INDEX "group_trace_group_id_idx" ON "group_trace"("group_id");

-- CreateIndex
CREATE INDEX "group_trace_trace_key_idx" ON "group_trace"("trace_key");

-- CreateIndex
CREATE INDEX "chain_last_activity_at_chain_id_first_at_idx" ON "chain"("last_activity_at", "chain_id", "first_at");

-- CreateIndex
CREATE INDEX "chain_single_last_activity_at_chain_id_first_at_idx" ON "chain"("single", "last_activity_at", "chain_id", "first_at");

-- CreateIndex
CREATE INDEX "chain_status_single_last_activity_at_chain_id_first_at_idx" ON "chain"("status", "single", "last_activity_at", "chain_id", "first_at");

-- CreateIndex
CREATE INDEX "chain_attention_single_last_activity_at_chain_id_first_at_idx" ON "chain"("attention", "single", "last_activity_at", "chain_id", "first_at");

-- CreateIndex
CREATE INDEX "chain_next_expected_by_idx" ON "chain"("next_expected_by");

-- CreateIndex
CREATE INDEX "chain_search_idx" ON "chain" USING GIN ("search");

-- CreateIndex
CREATE INDEX "held_link_effect_hop_id_idx" ON "held_link"("effect_hop_id");

-- CreateIndex
CREATE INDEX "held_link_identifier_idx" ON "held_link"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "operation_idempotency_key_key" ON "operation"("idempotency_key");

-- CreateIndex
CREATE INDEX "operation_status_idx" ON "operation"("status");

-- CreateIndex
CREATE INDEX "operation_request_id_idx" ON "operation"("request_id");

-- CreateIndex
CREATE INDEX "operation_trace_id_idx" ON "operation"("trace_id");

-- CreateIndex
CREATE INDEX "saved_payload_function_name_idx" ON "saved_payload"("function_name");

-- CreateIndex
CREATE INDEX "plan_status_idx" ON "plan"("status");


-- Every transaction that changes chains takes the next number: it marks what changed since when.
CREATE SEQUENCE "revision_seq" AS BIGINT;

-- A long pending list would be read by every search.
ALTER INDEX "chain_search_idx" SET (gin_pending_list_limit = 256);
