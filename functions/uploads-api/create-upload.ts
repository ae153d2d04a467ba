import { storeFile } from '../../shared/attachments/attachment.store.ts';
import type { IncomingFile } from '../../shared/attachments/attachment.ts';
import { downloadSigner } from '../../shared/attachments/download-link.ts';
import type { FileDeps } from '../../shared/attachments/file.deps.ts';
import { addToUpload, getOpenUpload, getUpload, putUpload } from '../../shared/attachments/upload.store.ts';
import { newUpload, type Upload } from '../../shared/attachments/upload.ts';
import { uploadView } from '../../shared/attachments/upload.view.ts';
import type { uploadsApi } from '../../shared/attachments/uploads.api.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';
import { uploadedFile } from './uploaded-file.ts';

/** Keeps a file for a comment that is to come: under a new token, or under one that was begun before. */
export const createUpload: UseCase<typeof uploadsApi.routes.create, FileDeps> = async (request, deps) => {
  const { principal } = request;
  const now = deps.now();
  const { file, token } = await uploadedFile(request.body, request.headers['content-type'] ?? '', request.query);
  let made: Upload | undefined;
  const madeToken = await createOnce<string>(deps.table, request.idempotency, now, async (claim) => {
    made =
      token === undefined
        ? await begin(file, { principal, now, claim }, deps)
        : await add(file, token, { principal, now, claim }, deps);
    return made.token;
  });
  const upload = made ?? (await getUpload(deps.table, madeToken));
  if (!upload) throw notFound('upload');
  const signer = downloadSigner((await deps.secrets()).link_key, now);
  return { body: { upload: uploadView(upload, { baseUrl: request.baseUrl, filesUrl: deps.filesUrl, signer }) } };
};

interface Context {
  readonly principal: Principal;
  readonly now: number;
  readonly claim: (token: string) => Write[];
}

async function begin(file: IncomingFile, { principal, now, claim }: Context, deps: FileDeps): Promise<Upload> {
  const token = deps.newToken();
  const kept = await keep(file, token, now, deps);
  const upload = newUpload(token, kept, principal, now);
  await putUpload(deps.table, upload, claim(token));
  return upload;
}

async function add(
  file: IncomingFile,
  token: string,
  { principal, now, claim }: Context,
  deps: FileDeps,
): Promise<Upload> {
  // Before its bytes are kept: a file that is refused leaves nothing behind.
  await getOpenUpload(deps.table, token, principal, now);
  const kept = await keep(file, token, now, deps);
  return addToUpload(deps.table, kept, { principal, now, also: claim(token) });
}

function keep(file: IncomingFile, upload: string, now: number, { table, objects, newId }: FileDeps) {
  return storeFile(table, objects, file, { newId, alongside: watchFile, upload, now });
}
