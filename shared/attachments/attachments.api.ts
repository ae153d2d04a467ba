import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { resource, route } from '../platform/http/contract.ts';
import { AttachmentWire } from './attachment.ts';
import { MAX_LARGE_UPLOAD } from './large-upload.ts';
import { UploadWire } from './upload.ts';

const SIGNED_IN = ['end-user', 'agent', 'admin'] as const;

const Id = onFirstUse(() => z.coerce.number().check(z.int(), z.positive()));
const Part = onFirstUse(() =>
  z.object({
    number: z.int().check(z.minimum(1), z.maximum(1_000)),
    etag: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
);

/** A large upload in an answer: where each part is to be PUT, with exactly `size` bytes. */
const LargeUploadWire = onFirstUse(() =>
  z.object({
    id: z.int(),
    token: z.string(),
    part_size: z.int(),
    expires_at: z.string(),
    parts: z.array(z.object({ number: z.int(), size: z.int(), url: z.string() })),
  }),
);

/** Files: what is known of one, and a way in for large ones. The files themselves: `files.api.ts`. */
export const attachmentsApi = resource({
  name: 'attachments',
  bases: ['/api/v2/attachments', '/api/v2/large_uploads'],
  routes: {
    show: route({
      method: 'GET',
      path: '/api/v2/attachments/{id}',
      summary: 'Show what is known of a file, with a link to it; customers those of their own requests',
      allow: SIGNED_IN,
      params: () => z.object({ id: Id }),
      response: () => z.object({ attachment: AttachmentWire }),
    }),
    update: route({
      method: 'PUT',
      path: '/api/v2/attachments/{id}',
      summary: 'Release a file that a malware scan holds back, or hold it back again',
      allow: ['agent', 'admin'],
      params: () => z.object({ id: Id }),
      body: () => z.object({ attachment: z.object({ malware_access_override: z.boolean() }) }),
      response: () => z.object({ attachment: AttachmentWire }),
    }),
    beginLargeUpload: route({
      method: 'POST',
      path: '/api/v2/large_uploads',
      summary: 'Begin to upload a file of up to 500 MB in parts, straight to storage',
      allow: SIGNED_IN,
      body: () =>
        z.object({
          file_name: z.string().check(z.minLength(1), z.maxLength(1_000)),
          size: z.int().check(z.minimum(1), z.maximum(MAX_LARGE_UPLOAD)),
        }),
      status: 201,
      response: () => z.object({ large_upload: LargeUploadWire }),
    }),
    completeLargeUpload: route({
      method: 'POST',
      path: '/api/v2/large_uploads/{id}/complete',
      summary: 'Make an upload of the parts that were sent',
      allow: SIGNED_IN,
      params: () => z.object({ id: Id }),
      body: () => z.object({ parts: z.array(Part).check(z.minLength(1), z.maxLength(1_000)) }),
      status: 201,
      response: () => z.object({ upload: UploadWire }),
    }),
    abortLargeUpload: route({
      method: 'DELETE',
      path: '/api/v2/large_uploads/{id}',
      summary: 'Give up an upload in parts',
      allow: SIGNED_IN,
      params: () => z.object({ id: Id }),
      status: 204,
    }),
  },
});
