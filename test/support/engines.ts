import type { TestProject } from 'vitest/node';
import { startTableEngine } from '../../infra/local/table-engine.ts';
import { indexStreamRecords } from '../../infra/local/tables.ts';

declare module 'vitest' {
  interface ProvidedContext {
    tableEndpoint: string;
  }
}

/** Starts one table engine for the whole run; each test makes tables of its own on it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engine = await startTableEngine({});
  indexStreamRecords(engine.file);
  project.provide('tableEndpoint', engine.endpoint);
  return engine.stop;
}
