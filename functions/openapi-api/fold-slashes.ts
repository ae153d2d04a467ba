import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { GatewayEvent } from '../../shared/platform/http/request.ts';
import type { GatewayResult } from '../../shared/platform/http/resource-api.ts';

type Handler = (event: GatewayEvent, context: Context) => Promise<GatewayResult>;

/**
 * Sends whoever wrote double slashes to the path without them, with method and body (308). Our router folds them, but the
 * gateway compares paths as they come, so these arrive where no route leads; node-zendesk's `webhooks.test` writes them.
 * The request comes again by the gateway: nothing is reached by it that is not reached without.
 */
export function foldingSlashes(handler: Handler): Handler {
  return async (event, context) => {
    const { rawPath, rawQueryString } = event as APIGatewayProxyEventV2;
    if (!rawPath.includes('//')) return handler(event, context);
    // Segment by segment: a decoded backslash, or a line's end, would make the address of another server of it.
    const path = rawPath
      .replace(/\/{2,}/g, '/')
      .toWellFormed()
      .split('/')
      .map(encodeURIComponent)
      .join('/');
    const location = rawQueryString ? `${path}?${rawQueryString}` : path;
    return { statusCode: 308, headers: { location, 'cache-control': 'no-store' }, body: '' };
  };
}
