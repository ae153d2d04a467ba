import { gunzipSync } from 'node:zlib';

/** The document, gzipped and in base64, put in by the bundler; there is no such constant where the handler runs from its source. */
declare const OPENAPI_DOCUMENT: string | undefined;

let unpacked: string | undefined;

/** The OpenAPI document as JSON: made when the function was bundled, or now, from the contracts, in a local run. */
export async function openApiJson(): Promise<string> {
  if (typeof OPENAPI_DOCUMENT === 'undefined') {
    const { openApiDocument } = await import('../../infra/openapi.ts');
    return JSON.stringify(openApiDocument());
  }
  // Many times smaller so, and most requests are for something else.
  unpacked ??= gunzipSync(Buffer.from(OPENAPI_DOCUMENT, 'base64')).toString('utf8');
  return unpacked;
}
