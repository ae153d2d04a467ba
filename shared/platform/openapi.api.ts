import { resource, route } from './http/contract.ts';

/**
 * The description of the whole API, for people and for client generators. Its function is also sent what no route takes,
 * and answers that as every function answers what its contract does not have: there is no such endpoint.
 */
export const openapiApi = resource({
  name: 'openapi',
  bases: ['/openapi'],
  routes: {
    show: route({
      method: 'GET',
      path: '/openapi',
      summary: 'This description of the API (OpenAPI 3.1)',
      allow: ['anonymous', 'end-user', 'agent', 'admin'],
      answers: 'file',
    }),
  },
});
