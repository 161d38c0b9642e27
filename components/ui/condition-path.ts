export function conditionPath(conditionId: string): `/conditions/${string}` {
  return `/conditions/${encodeURIComponent(conditionId)}`;
}
