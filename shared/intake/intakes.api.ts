import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { Id, IdList } from '../people/wire-fields.ts';
import { resource, route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { CorrectionWire } from './correction.view.ts';
import { FactWire, IntakeWire, NextStepWire } from './intake.view.ts';

const STAFF = ['agent', 'admin'] as const;
const TicketParams = onFirstUse(() => z.object({ ticket_id: Id }));
const One = onFirstUse(() => z.object({ intake: z.nullable(IntakeWire), next_step: z.nullable(NextStepWire) }));

/** What was read out of tickets, and what people said otherwise. */
export const intakesApi = resource({
  name: 'intakes',
  bases: ['/api/v2/intake'],
  routes: {
    show: route({
      method: 'GET',
      path: '/api/v2/tickets/{ticket_id}/intake',
      summary:
        'What a ticket is about, the facts in it, what is missing (null until it was looked at), and what happens next',
      allow: STAFF,
      params: TicketParams,
      response: One,
    }),
    ask: route({
      method: 'POST',
      path: '/api/v2/tickets/{ticket_id}/intake/ask',
      summary: 'Ask the customer for all that is missing, in their language; the ticket is pending until they answer',
      allow: STAFF,
      params: TicketParams,
      response: One,
    }),
    listNextSteps: route({
      method: 'GET',
      path: '/api/v2/intake/next_steps',
      summary: 'What happens next with tickets, whose turn it is and until when: one for each of them that is open',
      allow: STAFF,
      query: () => z.object({ ids: IdList }),
      response: () => z.object({ next_steps: z.array(NextStepWire) }),
    }),
    listFacts: route({
      method: 'GET',
      path: '/api/v2/intake/facts',
      summary: 'All that categories and reasons may ask for, with a hint in each language and how it is checked',
      allow: STAFF,
      query: () => z.object({ locale: z.optional(z.string()) }),
      response: () => z.object({ facts: z.array(FactWire) }),
    }),
    listCorrections: route({
      method: 'GET',
      path: '/api/v2/intake/corrections',
      summary: 'What people said otherwise than the rules, with the customer’s words: what a model is trained with',
      allow: ['admin'],
      query: () => z.object({ ...PAGE_QUERY, ...SORT_QUERY }),
      response: () => z.object({ corrections: z.array(CorrectionWire), ...PAGE_ENVELOPE }),
    }),
  },
});
