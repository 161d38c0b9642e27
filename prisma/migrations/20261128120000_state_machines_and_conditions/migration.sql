-- AlterTable
ALTER TABLE "hop" ADD COLUMN     "execution_arn" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "operation" ADD COLUMN     "attempt" INTEGER,
ADD COLUMN     "condition_id" TEXT COLLATE "C",
ADD COLUMN     "execution_arn" TEXT COLLATE "C",
ADD COLUMN     "state_machine_arn" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "state_machine" (
    "state_machine_arn" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "definition" TEXT,
    "role_arn" TEXT COLLATE "C",
    "listed" BOOLEAN NOT NULL,
    "watched_by_page" BOOLEAN,
    "listed_through_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "state_machine_pkey" PRIMARY KEY ("state_machine_arn")
);

-- CreateTable
CREATE TABLE "execution" (
    "execution_arn" TEXT COLLATE "C" NOT NULL,
    "state_machine_arn" TEXT COLLATE "C" NOT NULL,
    "state_machine_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),
    "redrive_count" INTEGER NOT NULL,
    "redriven_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "cause" TEXT,
    "input" TEXT,
    "output" TEXT,
    "trace_header" TEXT,
    "parent_execution_arn" TEXT COLLATE "C",
    "from_parents_start" BOOLEAN NOT NULL DEFAULT false,
    "last_event_id" INTEGER NOT NULL,
    "open" BOOLEAN NOT NULL,

    CONSTRAINT "execution_pkey" PRIMARY KEY ("execution_arn")
);

-- CreateTable
CREATE TABLE "execution_task" (
    "execution_arn" TEXT COLLATE "C" NOT NULL,
    "event_id" INTEGER NOT NULL,
    "state_name" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "run" INTEGER NOT NULL,
    "function_name" TEXT,
    "function_arn" TEXT COLLATE "C",
    "request_id" TEXT COLLATE "C",
    "joined_by" TEXT,
    "scheduled_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "trace_header" TEXT,
    "payload" TEXT,
    "response" TEXT,
    "cause_event_ids" TEXT NOT NULL,
    "earlier_event_ids" TEXT NOT NULL,
    "from_start" BOOLEAN NOT NULL,
    "onward" TEXT NOT NULL DEFAULT '[]',

    CONSTRAINT "execution_task_pkey" PRIMARY KEY ("execution_arn","event_id")
);

-- CreateTable
CREATE TABLE "condition" (
    "condition_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "function_name" TEXT NOT NULL,
    "how" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "input" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "deployed" TEXT,
    "judged_revision" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "condition_pkey" PRIMARY KEY ("condition_id")
);

-- CreateTable
CREATE TABLE "condition_version" (
    "condition_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "how" TEXT NOT NULL,
    "input" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "condition_version_pkey" PRIMARY KEY ("condition_id","version")
);

-- CreateTable
CREATE TABLE "decision" (
    "condition_id" TEXT COLLATE "C" NOT NULL,
    "hop_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "decision" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "limit" TEXT,
    "fields" TEXT NOT NULL,
    "revision" BIGINT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("condition_id","hop_id")
);

-- CreateTable
CREATE TABLE "due_rerun" (
    "due_rerun_id" TEXT COLLATE "C" NOT NULL,
    "condition_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "hop_id" TEXT COLLATE "C" NOT NULL,
    "function_name" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "trace_id" TEXT COLLATE "C",
    "attempt" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "operation_id" TEXT COLLATE "C",
    "claimed_at" TIMESTAMPTZ(3),

    CONSTRAINT "due_rerun_pkey" PRIMARY KEY ("due_rerun_id")
);

-- CreateIndex
CREATE INDEX "execution_state_machine_arn_started_at_execution_arn_idx" ON "execution"("state_machine_arn", "started_at", "execution_arn");

-- CreateIndex
CREATE INDEX "execution_state_machine_arn_status_started_at_execution_arn_idx" ON "execution"("state_machine_arn", "status", "started_at", "execution_arn");

-- CreateIndex
CREATE INDEX "execution_open_started_at_idx" ON "execution"("open", "started_at");

-- CreateIndex
CREATE INDEX "execution_parent_execution_arn_idx" ON "execution"("parent_execution_arn");

-- CreateIndex
CREATE INDEX "execution_task_request_id_idx" ON "execution_task"("request_id");

-- CreateIndex
CREATE INDEX "execution_task_function_name_scheduled_at_idx" ON "execution_task"("function_name", "scheduled_at");

-- CreateIndex
CREATE INDEX "condition_function_name_idx" ON "condition"("function_name");

-- CreateIndex
CREATE INDEX "decision_hop_id_idx" ON "decision"("hop_id");

-- CreateIndex
CREATE INDEX "decision_condition_id_decision_decided_at_idx" ON "decision"("condition_id", "decision", "decided_at");

-- CreateIndex
CREATE INDEX "decision_decided_at_idx" ON "decision"("decided_at");

-- CreateIndex
CREATE INDEX "due_rerun_status_due_at_due_rerun_id_idx" ON "due_rerun"("status", "due_at", "due_rerun_id");

-- CreateIndex
CREATE INDEX "due_rerun_condition_id_status_idx" ON "due_rerun"("condition_id", "status");

-- CreateIndex
CREATE INDEX "due_rerun_condition_id_claimed_at_idx" ON "due_rerun"("condition_id", "claimed_at");

-- CreateIndex
CREATE INDEX "due_rerun_hop_id_idx" ON "due_rerun"("hop_id");

-- CreateIndex
CREATE INDEX "due_rerun_operation_id_idx" ON "due_rerun"("operation_id");

-- CreateIndex
CREATE UNIQUE INDEX "due_rerun_condition_id_hop_id_key" ON "due_rerun"("condition_id", "hop_id");

-- CreateIndex
CREATE INDEX "hop_function_name_ended_at_hop_id_idx" ON "hop"("function_name", "ended_at", "hop_id");

-- CreateIndex
CREATE INDEX "hop_function_name_revision_idx" ON "hop"("function_name", "revision");

-- CreateIndex
CREATE INDEX "hop_execution_arn_idx" ON "hop"("execution_arn");

-- CreateIndex
CREATE INDEX "operation_execution_arn_idx" ON "operation"("execution_arn");


