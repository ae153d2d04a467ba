import type { UseCases } from '../../shared/platform/http/contract.ts';
import type { agentAvailabilitiesApi } from '../../shared/routing/agent-availabilities.api.ts';
import { changeMyStatus, changeStatus } from './change-status.ts';
import type { AvailabilitiesDeps } from './deps.ts';
import { listAvailabilities } from './list-availabilities.ts';
import { changeProfile, showProfile } from './profile.ts';
import { showQueue } from './queue.ts';
import { changeRules, showRules } from './rules.ts';
import { showAvailability, showMyAvailability } from './show-availability.ts';

/** What serves each route of the contract. */
export const agentAvailabilitiesUseCases: UseCases<typeof agentAvailabilitiesApi.routes, AvailabilitiesDeps> = {
  list: listAvailabilities,
  showMine: showMyAvailability,
  show: showAvailability,
  changeMyStatus,
  changeStatus,
  showProfile,
  changeProfile,
  showRules,
  changeRules,
  showQueue,
};
