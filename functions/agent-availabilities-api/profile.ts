import { conflict, invalid } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { agentAvailabilitiesApi } from '../../shared/routing/agent-availabilities.api.ts';
import { changedAvailability } from '../../shared/routing/availability.ts';
import { routingProfileView } from '../../shared/routing/availability.view.ts';
import { isTimeZone } from '../../shared/routing/shift.ts';
import { agentOf, changeAgent } from './agent-of.ts';
import type { AvailabilitiesDeps } from './deps.ts';

type Routes = typeof agentAvailabilitiesApi.routes;

/** What an agent can do, when, and has room for. */
export const showProfile: UseCase<Routes['showProfile'], AvailabilitiesDeps> = async ({ params }, { table }) => {
  return { body: { routing: routingProfileView(await agentOf(table, params.user_id)) } };
};

/** Changes what the request names; with a `version`, only while nobody else has changed anything. */
export const changeProfile: UseCase<Routes['changeProfile'], AvailabilitiesDeps> = async (request, deps) => {
  const { version, capacity, skills, languages, shift } = request.body.routing;
  if (shift && !isTimeZone(shift.time_zone)) throw invalid('shift.time_zone', 'field_invalid');
  const agent = await changeAgent(deps.table, request.params.user_id, (before) => {
    if (version !== undefined && version !== before.version) throw conflict('changed_meanwhile');
    const { support = before.capacity.support, messaging = before.capacity.messaging } = capacity ?? {};
    return changedAvailability(
      before,
      {
        capacity: { support, messaging },
        ...(skills ? { skills: [...new Set(skills)] } : {}),
        ...(languages ? { languages: [...new Set(languages)] } : {}),
        ...(shift === undefined ? {} : { shift }),
      },
      deps.now(),
    );
  });
  return { body: { routing: routingProfileView(agent) } };
};
