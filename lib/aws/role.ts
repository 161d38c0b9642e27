/** A role as IAM gives it. */
export interface Role {
  roleName: string;
  roleArn: string;
  path: string;
  /** Who may assume it: JSON text. */
  trustPolicy: string;
  description: string | null;
  maxSessionDurationSeconds: number;
  tags: Record<string, string>;
}

/** IAM gives policies URL-encoded (RFC 3986). */
export function policyText(document: string | undefined): string {
  try {
    return decodeURIComponent(document ?? '');
  } catch {
    return document ?? '';
  }
}
