import { customColumn } from '../../shared/views/columns.ts';
import type { AnyView, ViewColumn } from '../../shared/views/view.ts';
import { type ViewSetting, viewView } from '../../shared/views/view.view.ts';
import type { ViewWire } from '../../shared/views/view-wire.ts';
import type { ViewsDeps } from './deps.ts';

interface Shown {
  readonly locale: string;
  readonly baseUrl: string;
}

/** Views as the caller sees them. */
export async function presentViews(deps: ViewsDeps, views: readonly AnyView[], request: Shown): Promise<ViewWire[]> {
  const setting = await settingFor(
    deps,
    views.flatMap((view) => view.columns),
    request,
  );
  return views.map((view) => viewView(view, setting));
}

/** One view as the caller sees it. */
export async function presentView(deps: ViewsDeps, view: AnyView, request: Shown): Promise<ViewWire> {
  return viewView(view, await settingFor(deps, view.columns, request));
}

/** What columns are shown with: the company's fields are read only where a column is one of them. */
export async function settingFor(
  deps: ViewsDeps,
  columns: readonly ViewColumn[],
  { locale, baseUrl }: Shown,
): Promise<ViewSetting> {
  const custom = columns.flatMap((column) => customColumn(column) ?? []);
  return { locale, baseUrl, fields: custom.length === 0 ? [] : await deps.ticketFields(custom) };
}
