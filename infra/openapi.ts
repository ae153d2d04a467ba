import type { Route } from '../shared/platform/http/contract.ts';
import { CONTRACTS, type Contract } from './contracts.ts';
import { type JsonSchema, parameterSchema, pascal, type Schemas, schemasOf } from './openapi-schemas.ts';

const DESCRIPTION = `The Moorline support API, compatible with the Zendesk Support API v2. Every path also answers with the suffix
\`.json\`. Lists page by offset (\`page\`, \`per_page\`) or by cursor (\`page[size]\`, \`page[after]\`). Errors carry a stable code in
\`details.<field>[].error\`. \`x-moorline-allow\` names who may call an operation at all.`;

/** The second version of the wire is the only one there is; what is added to it does not change that. */
const API_VERSION = '2.0.0';

/** The description of the whole API, from its contracts (OpenAPI 3.1.1). */
export function openApiDocument(contracts: readonly Contract[] = Object.values(CONTRACTS)) {
  const schemas = schemasOf(contracts);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const contract of contracts) {
    for (const [name, route] of Object.entries(contract.routes)) {
      paths[route.path] ??= {};
      const operations = paths[route.path] as Record<string, unknown>;
      const method = route.method.toLowerCase();
      if (operations[method]) throw new Error(`Two contracts declare ${route.method} ${route.path}`);
      operations[method] = operation(contract, name, route, schemas);
    }
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Moorline', version: API_VERSION, description: DESCRIPTION },
    servers: [{ url: '/' }],
    tags: contracts.map(({ name }) => ({ name })),
    paths,
    components: {
      schemas: { Error: ERROR, ...schemas.components },
      responses: { Error: ERROR_RESPONSE },
      securitySchemes: SECURITY,
    },
  };
}

function operation(contract: Contract, name: string, route: Route, schemas: Schemas) {
  const anonymous = route.allow.includes('anonymous');
  const body = requestBody(route, schemas);
  return {
    operationId: `${camel(contract.name)}${pascal(name)}`,
    summary: route.summary,
    tags: [contract.name],
    'x-moorline-allow': route.allow,
    security: [...(anonymous ? [{}] : []), ...Object.keys(SECURITY).map((scheme) => ({ [scheme]: [] }))],
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...(route.method === 'POST' ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(body ? { requestBody: body } : {}),
    responses: {
      [String(route.status ?? 200)]: response(route, schemas),
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

function parameters(where: 'path' | 'query', schema: Route['params']): JsonSchema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = parameterSchema(schema) as {
    properties?: JsonSchema;
    required?: string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: of,
  }));
}

function requestBody(route: Route, { refOf }: Schemas): JsonSchema | undefined {
  if (!route.body) return undefined;
  if (route.accepts === 'bytes') return { required: true, content: { '*/*': { schema: {} } } };
  const type = route.accepts === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';
  return { required: true, content: { [type]: { schema: refOf(route.body) } } };
}

function response(route: Route, { refOf }: Schemas): JsonSchema {
  const description = route.status === 204 ? 'Done' : 'Success';
  if (route.answers === 'html') return { description, content: { 'text/html': { schema: { type: 'string' } } } };
  if (route.answers === 'file') return { description, content: { '*/*': { schema: {} } } };
  if (route.answers === 'json_or_file' && route.response) {
    const schema = refOf(route.response);
    return { description, content: { 'application/json': { schema }, '*/*': { schema: {} } } };
  }
  return route.response
    ? { description, content: { 'application/json': { schema: refOf(route.response) } } }
    : { description };
}

function camel(name: string): string {
  const whole = pascal(name);
  return whole.charAt(0).toLowerCase() + whole.slice(1);
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Repeating a request with the same key within 24 hours does not create twice.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const SECURITY = {
  apiToken: { type: 'http', scheme: 'basic', description: 'User `<email>/token`, password: the API token' },
  agent: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An agent’s token from the user pool' },
  customer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A customer’s token, signed by the exchange',
  },
};

const ERROR = {
  type: 'object',
  required: ['error'],
  properties: {
    error: { type: 'string', description: 'What kind of refusal, such as RecordInvalid' },
    description: { type: 'string' },
    details: {
      type: 'object',
      description: 'By field, or under `base`',
      additionalProperties: {
        type: 'array',
        items: {
          type: 'object',
          required: ['error', 'description'],
          properties: { error: { type: 'string', description: 'Stable code' }, description: { type: 'string' } },
        },
      },
    },
  },
};

const ERROR_RESPONSE = {
  description: 'Refused, with the reason',
  headers: {
    'Retry-After': { description: 'Seconds, with 429, 503 and what passes by itself', schema: { type: 'integer' } },
  },
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
};
