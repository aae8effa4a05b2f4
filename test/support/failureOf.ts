import { ServerFailure, type ServerProblem } from "../../src/core/server/problems/serverProblem";

/** The failure of a call to an Agent Server; throws if it succeeds or fails in another way. */
export async function failureOf(call: Promise<unknown>): Promise<ServerFailure> {
  try {
    await call;
  } catch (failure) {
    if (failure instanceof ServerFailure) return failure;
    throw failure;
  }
  throw new Error("expected a ServerFailure");
}

export async function problemOf(call: Promise<unknown>): Promise<ServerProblem> {
  return (await failureOf(call)).problem;
}
