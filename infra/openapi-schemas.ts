import * as z from 'zod/mini';
import type { Contract } from './contracts.ts';

type Schema = z.ZodMiniType;
type Names = ReturnType<typeof z.registry<{ id: string }>>;
export type JsonSchema = Record<string, unknown>;

/** The schemas of all contracts under `components/schemas`, and how to point to one from an operation. */
export interface Schemas {
  readonly components: Record<string, JsonSchema>;
  readonly refOf: (schema: Schema) => JsonSchema;
}

const PREFIX = '#/components/schemas/';

/**
 * Names every body (`TicketsCreateRequest`), every answer (`TicketsShowResponse`) and every record inside an answer
 * (`Ticket`), and translates them. Bodies are described as clients send them, answers as they arrive.
 */
export function schemasOf(contracts: readonly Contract[]): Schemas {
  const requests: Names = z.registry();
  const responses: Names = z.registry();
  const taken = new Set<string>();
  for (const contract of contracts) {
    for (const [name, route] of Object.entries(contract.routes)) {
      const id = `${pascal(contract.name)}${pascal(name)}`;
      if (route.response) nameRecords(route.response, contract, responses, taken);
      if (route.response && !responses.has(route.response)) responses.add(route.response, { id: `${id}Response` });
      if (route.body && route.accepts !== 'bytes' && !requests.has(route.body))
        requests.add(route.body, { id: `${id}Request` });
    }
  }
  const nameOf = (schema: Schema) => responses.get(schema)?.id ?? requests.get(schema)?.id;
  return {
    components: { ...translated(requests, 'input'), ...translated(responses, 'output') },
    refOf: (schema) => ({ $ref: `${PREFIX}${nameOf(schema)}` }),
  };
}

/** The schema of one parameter, as clients send it. */
export function parameterSchema(schema: Schema): JsonSchema {
  return withoutDialect(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: plain }));
}

/** `job_statuses` and `job-statuses` as a part of a name: `JobStatuses`. */
export function pascal(name: string): string {
  return name.replace(/(?:^|[-_])([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The records of an answer, `{ tickets: [Ticket] }`, get the name of their field in the singular. */
function nameRecords(response: Schema, contract: Contract, names: Names, taken: Set<string>): void {
  if (!(response instanceof z.ZodMiniObject)) return;
  for (const [field, schema] of Object.entries(response.def.shape as Record<string, Schema>)) {
    const record = recordIn(schema);
    if (!record || names.has(record)) continue;
    const short = pascal(singular(field));
    const id = [short, `${pascal(contract.name)}${short}`].find((each) => !taken.has(each));
    if (id === undefined) continue;
    taken.add(id);
    names.add(record, { id });
  }
}

function recordIn(schema: Schema): Schema | undefined {
  if (schema instanceof z.ZodMiniObject) return schema;
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable)
    return recordIn(schema.def.innerType as Schema);
  if (schema instanceof z.ZodMiniArray) return recordIn(schema.def.element as Schema);
  return undefined;
}

function singular(field: string): string {
  if (/(ss|us)$/.test(field)) return field;
  if (/ies$/.test(field)) return field.replace(/ies$/, 'y');
  if (/(s|x|ch|sh)es$/.test(field)) return field.replace(/es$/, '');
  return field.replace(/([^s])s$/, '$1');
}

function translated(names: Names, io: 'input' | 'output'): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(names, {
    io,
    unrepresentable: 'any',
    uri: (id) => `${PREFIX}${id}`,
    override: plain,
  });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutDialect(schema)]));
}

/** Leaves out what says nothing to a reader: the bounds of safe integers, and that answers have no further fields today. */
function plain({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum'];
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
  if (jsonSchema['additionalProperties'] === false) delete jsonSchema['additionalProperties'];
}

function withoutDialect(schema: object): JsonSchema {
  const { $schema: _, $id: __, ...rest } = schema as JsonSchema;
  return rest;
}
