import { ShapeFault } from "../../../../../src/core/server/requests/readShape";

/** The place that a reader finds fault with; undefined if it reads the value. */
export function faultOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof ShapeFault ? error.place : `no ShapeFault: ${error}`;
  }
}
