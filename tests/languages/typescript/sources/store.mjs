import { createStore } from "#internal/store";
import process from "node:process";

/** @import {State} from "./types.ts" */

const worker = new Worker(new URL("./worker.mjs", import.meta.url), { type: "module" });
export const store = createStore(/** @type {State} */ ({}));

worker.onmessage = ({ data }) => {
  switch (data.kind) {
    case "stop":
      process.exit(data.code ?? 0);
    default:
      store.set(data);
  }
};

export { default as reducer } from "./reducer.mjs";
export * as actions from "./actions.mjs";
