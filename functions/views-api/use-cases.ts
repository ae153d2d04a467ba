import type { UseCases } from '../../shared/platform/http/contract.ts';
import type { viewsApi } from '../../shared/views/views.api.ts';
import { countManyViews, countPreview, countViewTickets } from './count-views.ts';
import type { ViewsDeps } from './deps.ts';
import { exportView, exportViewAsCsv } from './export-view.ts';
import {
  countAllViews,
  listActiveViews,
  listAllViews,
  listCompactViews,
  listSharedViews,
  searchViews,
  showManyViews,
  showView,
} from './list-views.ts';
import { reorderViews } from './reorder-views.ts';
import { executeView, listViewTickets, previewView } from './run-view.ts';
import { removeManyViews, updateManyViews } from './write-many-views.ts';
import { createNewView, removeView, updateView } from './write-views.ts';

/** What serves each route of `viewsApi`. */
export const viewsUseCases: UseCases<typeof viewsApi.routes, ViewsDeps> = {
  list: listAllViews,
  active: listActiveViews,
  compact: listCompactViews,
  shared: listSharedViews,
  search: searchViews,
  showMany: showManyViews,
  count: countAllViews,
  countMany: countManyViews,
  preview: previewView,
  previewCount: countPreview,
  create: createNewView,
  reorder: reorderViews,
  updateMany: updateManyViews,
  destroyMany: removeManyViews,
  show: showView,
  update: updateView,
  remove: removeView,
  execute: executeView,
  exportView,
  exportViewAsCsv,
  tickets: listViewTickets,
  countTickets: countViewTickets,
};
