-- CreateIndex
CREATE INDEX "event_event_bus_name_source_detail_type_sort_at_event_key_idx" ON "event"("event_bus_name", "source", "detail_type", "sort_at", "event_key");
