import type { UseCase } from '../../shared/platform/http/contract.ts';
import { FILTER_FIELDS } from '../../shared/sla/policy-filter.ts';
import type { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import type { SlaPoliciesDeps } from './deps.ts';

/** What a filter can ask about a ticket, for a form that builds one, in the caller's language. */
export const showDefinitions: UseCase<typeof slaPoliciesApi.routes.definitions, SlaPoliciesDeps> = async (request) => {
  // Loaded with the first such request: no other says anything in words.
  const { isTextKey, text } = await import('../../shared/platform/i18n/text.ts');
  const title = (key: string, otherwise: string) => (isTextKey(key) ? text(request.locale, key) : otherwise);
  const fields = Object.entries(FILTER_FIELDS).map(([value, field]) => ({
    title: title(`sla.field.${value}`, value),
    value,
    group: 'ticket',
    operators: field.operators.map((each) => ({ title: title(`sla.operator.${each}`, each), value: each })),
    values: field.values
      ? {
          type: 'list' as const,
          list: field.values.map((each) => ({ title: title(`sla.${value}.${each}`, each), value: each })),
        }
      : null,
  }));
  return { body: { definitions: { all: fields, any: fields } } };
};
