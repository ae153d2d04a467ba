/** A path as an HTTP API reads it: to find its route, and to hand it to the function. */
export interface HttpApiPath {
  readonly routed: string;
  readonly delivered: string;
}

/**
 * Reads a path as an HTTP API does: decoded and cut off where that shows a question mark, routed, and decoded once more.
 * So `%2F` and `%252F` both arrive as a slash, `%253F` as a question mark and `%2525` as a percent sign, and `1%25/tags`
 * cannot be read, because its second decoding fails. AWS documents only that it decodes; the rest is from published
 * captures of what real gateways deliver. Undefined for what AWS refuses as a bad request.
 */
export function httpApiPath(sent: string): HttpApiPath | undefined {
  const [routed] = decoded(sent)?.split('?') ?? [];
  const delivered = routed === undefined ? undefined : decoded(routed);
  return routed === undefined || delivered === undefined ? undefined : { routed, delivered };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
