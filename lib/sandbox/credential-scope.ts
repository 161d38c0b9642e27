/** What an AWS Signature Version 4 header says about the request; the signature itself is not checked here. */
export interface CredentialScope {
  accessKeyId: string;
  region: string;
  signingName: string;
}

const SCOPE =
  /^AWS4-[A-Z0-9-]+ Credential=([^/,\s]+)\/\d{8}\/([a-z0-9-]+)\/([a-zA-Z0-9-]+)\/aws4_request[,\s]/;

/** Reads the `Authorization` header; null where it is not a signature of AWS. */
export function readCredentialScope(authorization: string | undefined): CredentialScope | null {
  const match = authorization === undefined ? null : SCOPE.exec(authorization);
  const [, accessKeyId, region, signingName] = match ?? [];
  if (accessKeyId === undefined || region === undefined || signingName === undefined) return null;
  return { accessKeyId, region, signingName };
}
