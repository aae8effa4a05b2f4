import { ServerFailure, type ServerProblem } from "../../src/core/server/problems/serverProblem";

/** The failure that a call of an Agent Server ends with; throws where it succeeds or fails in another way. */
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
