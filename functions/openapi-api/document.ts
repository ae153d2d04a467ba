/** The document, put in by the bundler; there is no such constant where the handler runs from its source. */
declare const OPENAPI_DOCUMENT: string | undefined;

/** The OpenAPI document as JSON: made when the function was bundled, or now, from the contracts, in a local run. */
export async function openApiJson(): Promise<string> {
  if (typeof OPENAPI_DOCUMENT === 'undefined') {
    const { openApiDocument } = await import('../../infra/openapi.ts');
    return JSON.stringify(openApiDocument());
  }
  return (await import('./bundled-document.ts')).bundledDocument;
}
