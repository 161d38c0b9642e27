'use client';
import { Button } from '@/components/ui/button';
import { timeZonePreference } from '@/components/ui/time-zone-preference';
import { Tooltip } from '@/components/ui/tooltip';

/** Times in this browser's zone or in UTC. */
export function TimeZoneSwitch() {
  const zone = timeZonePreference.use();
  return (
    <Tooltip
      content={zone === 'utc' ? 'Times are in UTC' : 'Times are in this browser’s time zone'}
      side="top"
    >
      <Button
        variant="ghost"
        size="sm"
        aria-label={zone === 'utc' ? 'Times in UTC. Switch to local' : 'Times are local. Switch to UTC'}
        onClick={() => timeZonePreference.set(zone === 'utc' ? 'local' : 'utc')}
      >
        {zone === 'utc' ? 'UTC' : 'Local'}
      </Button>
    </Tooltip>
  );
}
