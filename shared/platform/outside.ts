import type { Clock } from '../kernel/clock.ts';
import type { Table } from './table/table.ts';

/** A request that is signed with the function's own credentials; `service` is AWS's short name of who answers it. */
export interface SignedRequest extends RequestInit {
  readonly aws: { readonly service: string; readonly signQuery?: boolean; readonly allHeaders?: boolean };
}

/** Signs requests to S3, SQS and Secrets Manager, and sends them. */
export interface SignedRequests {
  fetch(url: string, request: SignedRequest): Promise<Response>;
  sign(url: string, request: SignedRequest): Promise<{ readonly url: string }>;
}

/**
 * Everything that a function reaches beyond its own memory, in one place: services, the clock, chance, and waiting. A
 * handler is made from it, so that it works the same in AWS, in the local run and in a world where everything goes wrong.
 */
export interface Outside {
  readonly now: Clock;
  /** 0 <= x < 1 */
  readonly random: () => number;
  /** Waits so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** A text that nobody can guess and that is never given twice. */
  readonly newToken: () => string;
  readonly requests: SignedRequests;
}

/** The outside of a function that works with the table. */
export interface OutsideWithTable extends Outside {
  readonly table: Table;
}
