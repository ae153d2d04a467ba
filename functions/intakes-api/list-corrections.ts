import { getCorrections, listCorrectionIds } from '../../shared/intake/correction.store.ts';
import { correctionView } from '../../shared/intake/correction.view.ts';
import type { intakesApi } from '../../shared/intake/intakes.api.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { idOrder, MAX_OFFSET, pageEnvelope, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import { getComments } from '../../shared/tickets/comment.store.ts';
import { getTickets } from '../../shared/tickets/ticket.store.ts';
import type { IntakesDeps } from './deps.ts';

/**
 * What people said otherwise than the rules, oldest first unless asked otherwise, with the words that it is about. Those of
 * tickets that were deleted are left out.
 */
export const listCorrections: UseCase<typeof intakesApi.routes.listCorrections, IntakesDeps> = async (
  request,
  deps,
) => {
  const { table } = deps;
  const paging = pagingOf(request.query);
  const page = await readPage(
    paging,
    idOrder(request.query),
    (range) => listCorrectionIds(table, range),
    (ids) => getCorrections(table, ids),
  );
  const tickets = new Map(
    (await getTickets(table, [...new Set(page.items.map(({ ticket_id }) => ticket_id))])).map((each) => [
      each.id,
      each,
    ]),
  );
  const comments = await getComments(
    table,
    [...tickets.values()].map(({ id, first_comment_id }) => ({ ticket_id: id, id: first_comment_id })),
  );
  // What takes personal data out of texts is big, and few ask for this.
  const { trainingWords } = await import('../../shared/intake/training-words.ts');
  const corrections = page.items.flatMap((correction) => {
    const ticket = tickets.get(correction.ticket_id);
    const comment = ticket && comments.get(ticket.first_comment_id);
    if (!ticket || !comment) return [];
    return [correctionView(correction, trainingWords({ subject: ticket.subject, text: comment.body }))];
  });
  const count =
    paging.style === 'offset' ? (await listCorrectionIds(table, { descending: false, limit: MAX_OFFSET })).length : 0;
  return { body: { corrections, ...pageEnvelope(request, paging, page, count) } };
};
