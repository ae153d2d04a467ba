import { idSource } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import {
  type CallServer,
  isThisMachine,
  mayCallThisMachine,
  serverCaller,
} from '../../shared/platform/server-calls.ts';
import { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { slaPoliciesUseCases } from './use-cases.ts';

export function connect(outside: OutsideWithTable & { readonly callServer: CallServer }) {
  const localToo = mayCallThisMachine();
  return resourceApi(slaPoliciesApi, slaPoliciesUseCases, {
    ...httpDeps(outside),
    table: outside.table,
    newId: idSource(outside.now, outside.random),
    secrets: secretSource(outside),
    callServer: outside.callServer,
    isLocal: (url: URL) => localToo && isThisMachine(url),
  });
}

export const handler = connect({ ...awsWithTable(), callServer: serverCaller() });
