import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const megabyte = 1024 ** 2;

/** In MB, after all that is free was given back: some of it only once earlier answers are no longer waited for. */
export async function usedHeap(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let turn = 0; turn < 2; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    collect();
  }
  return process.memoryUsage().heapUsed / megabyte;
}
