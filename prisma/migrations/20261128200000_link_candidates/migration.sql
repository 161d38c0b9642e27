-- CreateTable
CREATE TABLE "link_candidate" (
    "effect_hop_id" TEXT COLLATE "C" NOT NULL,
    "candidate_hop_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "link_candidate_pkey" PRIMARY KEY ("effect_hop_id","candidate_hop_id")
);

-- CreateIndex
CREATE INDEX "link_candidate_candidate_hop_id_idx" ON "link_candidate"("candidate_hop_id");
