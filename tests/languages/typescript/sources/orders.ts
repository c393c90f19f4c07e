/// <reference types="node" />
/**
 * Orders, and how they are stored.
 *
 * @example
 * import { place } from "./orders";
 */
import type { Clock } from "../time.js";
import { type Row, connect, transaction as within } from "@/infra/db";
import * as path from "node:path";
import config from "./config.json" with { type: "json" };

const QUERY = `select * from orders where id = ${"$1"} and file = '${path.join("a", "b")}'`;
const SLASH = /[/"'`]import\("x"\)/g;

export interface Order<in out T = unknown> {
  id: string; // it's theirs
  rows: Row<T>[];
  clock: import("../time.js").Clock;
}

export async function place(order: Order, clock: Clock): Promise<void> {
  if (config.late) {
    const { remind, later: wait } = await import("./remind.js");
    await wait(clock, () => remind(order));
  }
  await within(connect(QUERY), async (open) => {
    open.run(order.id.replace(SLASH, "/") /* a / in a comment */, { deep: [1, { a: 2 }] });
  });
}

export function total(rows: readonly Row[]): number {
  let sum = 0;
  for (const { price, count = 1 } of rows) sum += price * count / 100;
  return sum;
}

export { connect };
export * from "./status.js";
export type { Clock } from "../time.js";
