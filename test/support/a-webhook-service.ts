import type { CallServer } from '../../shared/platform/server-calls.ts';
import { TEST_SECRETS } from './call-api.ts';

const NOBODY: CallServer = async () => ({ failure: 'unreachable' });

/** What use cases need to deal with webhooks; `callServer` stands for everybody else's servers. */
export function webhookDeps(callServer: CallServer = NOBODY) {
  return { secrets: async () => TEST_SECRETS, callServer, isLocal: () => false };
}
