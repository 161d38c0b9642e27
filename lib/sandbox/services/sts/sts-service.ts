import { escapeXml } from '../../escape-xml.ts';
import type { SandboxService, WireRequest } from '../../service.ts';

/** Security Token Service: who calls. Every caller is an administrator of the sandbox's account. */
export function createStsService(accountId: string): SandboxService {
  return {
    signingName: 'sts',
    protocol: 'query',
    operationOf(request: WireRequest) {
      const action =
        new URLSearchParams(request.body.toString()).get('Action') ?? request.query.get('Action');
      return action === 'GetCallerIdentity' ? action : null;
    },
    handle(_operation, request) {
      const arn = escapeXml(`arn:aws:iam::${accountId}:user/sandbox`);
      const body = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>AIDASANDBOX</UserId><Account>${accountId}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>${request.requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;
      return Promise.resolve({ status: 200, headers: { 'content-type': 'text/xml' }, body });
    },
  };
}
