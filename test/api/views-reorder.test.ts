import { beforeEach, describe, expect, test } from 'vitest';
import { viewsUseCases } from '../../functions/views-api/use-cases.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { viewsApi } from '../../shared/views/views.api.ts';
import { aViewDesk, LIVE } from '../support/a-view-desk.ts';
import { callApi } from '../support/call-api.ts';

const MINE = { field: 'assignee_id', operator: 'is', value: 'current_user' };

describe('putting more views in another order than one transaction takes', () => {
  let desk: Awaited<ReturnType<typeof aViewDesk>>;
  let reversed: number[];
  let places: number[];

  const own = async () => {
    const { body } = await desk.view('GET /views.json?per_page=100');
    const views: { id: number; position: number; title: string }[] = body.views;
    return views.filter(({ id }) => reversed.includes(id));
  };
  /** Asks for the other order, over a table of which some transactions are made otherwise. */
  const reorder = (transact: Table['transact'] = desk.table.transact) => {
    const handler = resourceApi(viewsApi, viewsUseCases, { ...desk.deps, table: { ...desk.table, transact } });
    const body = { view_order: reversed };
    return callApi(handler, { as: desk.agent.as, method: 'PUT', path: '/api/v2/views/reorder.json', body });
  };

  beforeEach(async () => {
    desk = await aViewDesk();
    const made = [];
    for (let at = 0; at < 30; at++) made.push(await desk.aView({ title: `View ${at}`, all: [LIVE, MINE] }));
    reversed = made.map(({ id }) => id).reverse();
    places = (await own()).map(({ position }) => position);
  });

  test('that fails half-way is completed by the same request, in the same places', async () => {
    let step = 0;
    const failed = await reorder(async (writes) => {
      if (++step > 1) throw new ConditionFailed(0);
      await desk.table.transact(writes);
    });
    expect(failed.status).toBe(409);
    const half = (await own()).map(({ id }) => id);
    expect(half).not.toEqual(reversed);
    expect(half).not.toEqual([...reversed].reverse());
    expect((await reorder()).status).toBe(200);
    const done = await own();
    expect(done.map(({ id }) => id)).toEqual(reversed);
    expect(done.map(({ position }) => position)).toEqual(places);
  });

  test('goes on with a view that somebody renames meanwhile', async () => {
    let step = 0;
    const [last = 0] = reversed;
    const answer = await reorder(async (writes) => {
      if (++step === 1) await desk.view(`PUT /views/${last}`, { body: { view: { title: 'Renamed' } } });
      await desk.table.transact(writes);
    });
    expect(answer.status).toBe(200);
    const done = await own();
    expect(done.map(({ id }) => id)).toEqual(reversed);
    expect(done[0]?.title).toBe('Renamed');
  });
});
