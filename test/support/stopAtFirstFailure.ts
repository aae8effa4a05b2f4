import fc from "fast-check";

/** To notice a change in the code, a property needs a counterexample, not the smallest one. */
fc.configureGlobal({ endOnFailure: true });
