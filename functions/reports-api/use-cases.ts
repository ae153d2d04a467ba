import type { UseCases } from '../../shared/platform/http/contract.ts';
import type { reportsApi } from '../../shared/reports/reports.api.ts';
import type { ReportsDeps } from './deps.ts';
import { listServiceLevelRows } from './list-service-level-rows.ts';
import { showServiceLevels } from './show-service-levels.ts';

/** What serves each route of `reportsApi`. */
export const reportsUseCases: UseCases<typeof reportsApi.routes, ReportsDeps> = {
  showServiceLevels,
  listServiceLevelRows,
};
