-- AlterTable
ALTER TABLE "hop" ADD COLUMN     "sent_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "identifier" DROP CONSTRAINT "identifier_pkey",
ADD COLUMN     "role" TEXT NOT NULL DEFAULT 'named',
ADD CONSTRAINT "identifier_pkey" PRIMARY KEY ("value", "request_id", "role");

-- AlterTable
ALTER TABLE "operation" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'invoke',
ALTER COLUMN "function_name" DROP NOT NULL,
ALTER COLUMN "invocation_type" DROP NOT NULL;

-- CreateTable
CREATE TABLE "published_entry" (
    "operation_id" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "event_bus_name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "detail_type" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "resources" TEXT NOT NULL,
    "time" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL,
    "event_id" TEXT COLLATE "C",
    "error" TEXT,
    "retryable" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "published_entry_pkey" PRIMARY KEY ("operation_id","position")
);

-- CreateTable
CREATE TABLE "event" (
    "event_key" TEXT COLLATE "C" NOT NULL,
    "event_id" TEXT COLLATE "C",
    "status" TEXT NOT NULL,
    "event_bus_name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "detail_type" TEXT NOT NULL,
    "detail_start" TEXT NOT NULL,
    "resources" TEXT NOT NULL,
    "time" TIMESTAMPTZ(3),
    "event" TEXT,
    "sort_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),
    "operation_id" TEXT COLLATE "C",
    "position" INTEGER,
    "trace_id" TEXT COLLATE "C",
    "cause_request_id" TEXT COLLATE "C",
    "caused" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "event_pkey" PRIMARY KEY ("event_key")
);

-- CreateTable
CREATE TABLE "event_run" (
    "hop_id" TEXT COLLATE "C" NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_run_pkey" PRIMARY KEY ("hop_id","event_id")
);

-- CreateTable
CREATE TABLE "event_delivery" (
    "event_id" TEXT COLLATE "C" NOT NULL,
    "digest" TEXT COLLATE "C" NOT NULL,
    "timestamp_ms" BIGINT NOT NULL,
    "message_type" TEXT NOT NULL,
    "rule_arn" TEXT,
    "target_arns" TEXT NOT NULL,
    "message" TEXT,

    CONSTRAINT "event_delivery_pkey" PRIMARY KEY ("event_id","digest")
);

-- CreateTable
CREATE TABLE "watched_bus" (
    "event_bus_name" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "log_group_name" TEXT NOT NULL,
    "rule_name" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "watched_bus_pkey" PRIMARY KEY ("event_bus_name")
);

-- CreateTable
CREATE TABLE "saved_event" (
    "saved_event_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "entry" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_event_pkey" PRIMARY KEY ("saved_event_id")
);

-- CreateTable
CREATE TABLE "rerun_rule" (
    "function_name" TEXT NOT NULL,
    "event_bus_name" TEXT NOT NULL,
    "rule_name" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "former" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rerun_rule_pkey" PRIMARY KEY ("function_name","event_bus_name","rule_name")
);

-- CreateIndex
CREATE INDEX "published_entry_event_id_idx" ON "published_entry"("event_id");

-- CreateIndex
CREATE INDEX "event_sort_at_event_key_idx" ON "event"("sort_at", "event_key");

-- CreateIndex
CREATE INDEX "event_event_bus_name_sort_at_event_key_idx" ON "event"("event_bus_name", "sort_at", "event_key");

-- CreateIndex
CREATE INDEX "event_status_sort_at_event_key_idx" ON "event"("status", "sort_at", "event_key");

-- CreateIndex
CREATE INDEX "event_caused_sort_at_event_key_idx" ON "event"("caused", "sort_at", "event_key");

-- CreateIndex
CREATE INDEX "event_operation_id_position_idx" ON "event"("operation_id", "position");

-- CreateIndex
CREATE INDEX "event_run_event_id_at_idx" ON "event_run"("event_id", "at");

-- CreateIndex
CREATE INDEX "event_run_at_idx" ON "event_run"("at");

-- CreateIndex
CREATE INDEX "event_delivery_timestamp_ms_idx" ON "event_delivery"("timestamp_ms");
