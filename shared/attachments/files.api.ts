import * as z from 'zod/mini';
import { resource, route } from '../platform/http/contract.ts';

/**
 * Files themselves, each behind its signed link. They have a host of their own, on which there is nothing else: what a
 * customer sends can never act as a page of the API's host.
 */
export const filesApi = resource({
  name: 'files',
  gateway: 'files',
  bases: ['/attachments'],
  routes: {
    download: route({
      method: 'GET',
      path: '/attachments/token/{token}',
      summary: 'The file of a signed link, unless a malware scan holds it back',
      // Whoever has the link: nobody is asked who they are.
      allow: ['anonymous', 'end-user', 'agent', 'admin'],
      params: () => z.object({ token: z.string().check(z.maxLength(200)) }),
      answers: 'file',
    }),
  },
});
