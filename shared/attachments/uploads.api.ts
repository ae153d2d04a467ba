import * as z from 'zod/mini';
import { resource, route } from '../platform/http/contract.ts';
import { UploadToken, UploadWire } from './upload.ts';

const SIGNED_IN = ['end-user', 'agent', 'admin'] as const;

/** The largest body this route takes: what a function can be handed, as base64, with room to spare. */
export const MAX_DIRECT_UPLOAD = 4 * 1024 * 1024;

/**
 * Small files. On the REST API, which hands over every body as it came: clients of this API label any file
 * `application/json`. A body is the file itself, or a form with the file in `uploaded_data`.
 */
export const uploadsApi = resource({
  name: 'uploads',
  gateway: 'rest',
  bases: ['/api/v2/uploads'],
  routes: {
    create: route({
      method: 'POST',
      path: '/api/v2/uploads',
      summary: 'Upload a file of up to 4 MB, alone or to an upload that was begun before',
      allow: SIGNED_IN,
      query: () =>
        z.object({ filename: z.optional(z.string().check(z.maxLength(1_000))), token: z.optional(UploadToken) }),
      accepts: 'bytes',
      body: () => z.instanceof(Buffer),
      status: 201,
      response: () => z.object({ upload: UploadWire }),
    }),
    remove: route({
      method: 'DELETE',
      path: '/api/v2/uploads/{token}',
      summary: 'Take back an upload that no comment uses',
      allow: SIGNED_IN,
      params: () => z.object({ token: UploadToken }),
      status: 204,
    }),
  },
});
