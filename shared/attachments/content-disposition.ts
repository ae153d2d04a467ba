import { isShownInline } from './content-type.ts';

/**
 * The `Content-Disposition` of a file (RFC 6266, RFC 8187): saved under its name, and shown in place only if it is a
 * picture that cannot carry code.
 */
export function contentDisposition(fileName: string, contentType: string): string {
  return `${isShownInline(contentType) ? 'inline' : 'attachment'}; ${named(fileName)}`;
}

/** The `Content-Disposition` of what is saved under its name whatever it is. */
export function savedAs(fileName: string): string {
  return `attachment; ${named(fileName)}`;
}

function named(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
