import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** The customer is to be asked how they were served. Committed once for each resolution of a ticket. */
export const SURVEY_DUE = 'survey.due.v1';

/** What `survey.due.v1` carries: the links are the customer's alone. */
export const SurveyDueData = onFirstUse(() =>
  z.object({
    ticket_id: z.int(),
    resolution: z.int(),
    links: z.object({ good: z.string(), bad: z.string() }),
  }),
);
export type SurveyDueData = z.output<typeof SurveyDueData>;
