import type { Clock } from "../../base/clock";
import type { Lease } from "./lease";

/** Until then others can see that a holder is alive: a third of the time after which they take it for dead. */
const beatMilliseconds = 20_000;

/** What is to be called whenever the holder of a lease goes on, or waits; it touches the lease often enough. */
export function beatOf(lease: Pick<Lease, "touch">, clock: Clock): () => void {
  let beatenAt = Number.NEGATIVE_INFINITY;
  return () => {
    const age = clock.now() - beatenAt;
    if (age >= 0 && age <= beatMilliseconds) return;
    beatenAt = clock.now();
    void lease.touch();
  };
}
