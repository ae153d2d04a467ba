import type { IncomingFile } from '../../shared/attachments/attachment.ts';
import { MAX_DIRECT_UPLOAD } from '../../shared/attachments/uploads.api.ts';
import { DomainError, invalid } from '../../shared/kernel/errors.ts';

/** A file as a client handed it in, with the token of the upload it is for where the form named one. */
export interface UploadedFile {
  readonly file: IncomingFile;
  readonly token: string | undefined;
}

/**
 * The file in a body: the body itself, whatever it is labelled, or the field `uploaded_data` of a form (RFC 7578) with
 * `filename` and `token` beside it. Throws `invalid` for an empty or too large file and one without a name.
 */
export async function uploadedFile(
  body: Buffer,
  contentType: string,
  query: { filename?: string; token?: string },
): Promise<UploadedFile> {
  const { bytes, filename, token, label } = /^multipart\/form-data\b/i.test(contentType)
    ? await fromForm(body, contentType)
    : { bytes: body, filename: undefined, token: undefined, label: contentType };
  const name = query.filename ?? filename;
  if (!name) throw invalid('filename', 'field_required');
  if (bytes.length === 0) throw invalid('file', 'attachment.empty');
  if (bytes.length > MAX_DIRECT_UPLOAD) throw invalid('file', 'attachment.too_large_here', { limit: '4 MB' });
  return { file: { file_name: name, content_type: label, bytes, inline: false }, token: query.token ?? token };
}

async function fromForm(body: Buffer, contentType: string) {
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': withBoundary(contentType, body) },
    }).formData();
  } catch (cause) {
    throw new DomainError('malformed', 'attachment.form_invalid', { cause });
  }
  const file = form.get('uploaded_data');
  if (!(file instanceof File)) throw invalid('uploaded_data', 'field_required');
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    bytes: Buffer.from(await file.arrayBuffer()),
    filename: field('filename') ?? (file.name || undefined),
    token: field('token'),
    label: file.type,
  };
}

/** A client of this API labels its forms without a boundary; the form's first line is the boundary all the same. */
function withBoundary(contentType: string, body: Buffer): string {
  if (/;\s*boundary=/i.test(contentType)) return contentType;
  const [, boundary = ''] = /^--([^\r\n"]{1,70})\r\n/.exec(body.subarray(0, 80).toString('latin1')) ?? [];
  return `multipart/form-data; boundary="${boundary}"`;
}
