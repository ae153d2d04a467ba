import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { openapiApi } from '../../shared/platform/openapi.api.ts';

export interface DocumentDeps {
  /** The OpenAPI document as JSON. */
  readonly document: () => Promise<string>;
}

/** The description of the API; for everyone, and the same for everyone. */
export const showDocument: UseCase<typeof openapiApi.routes.show, DocumentDeps> = async (_request, { document }) => ({
  content: await document(),
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
  },
});
