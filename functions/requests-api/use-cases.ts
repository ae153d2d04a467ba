import type { UseCases } from '../../shared/platform/http/contract.ts';
import type { requestsApi } from '../../shared/tickets/requests.api.ts';
import type { RequestsDeps } from './deps.ts';
import { listRequestComments, showRequestComment } from './list-request-comments.ts';
import { listOpenRequests, listRequests, listRequestsOfUser, listSolvedRequests } from './list-requests.ts';
import { createRequestOnce, showRequest, updateRequest } from './show-request.ts';

/** What serves each route of `requestsApi`. */
export const requestsUseCases: UseCases<typeof requestsApi.routes, RequestsDeps> = {
  list: listRequests,
  listOpen: listOpenRequests,
  listSolved: listSolvedRequests,
  listOfUser: listRequestsOfUser,
  show: showRequest,
  create: createRequestOnce,
  update: updateRequest,
  listComments: listRequestComments,
  showComment: showRequestComment,
};
