declare const OPENAPI_DOCUMENT: string;

/** The document as the bundler put it in. It is longer than all code, and most who come here are only told 404. */
export const bundledDocument: string = OPENAPI_DOCUMENT;
