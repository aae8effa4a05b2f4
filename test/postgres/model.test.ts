import { inject } from "vitest";
import { testModel } from "../support/testModel";
import { agentServerTraits } from "../unit/core/lifecycle/simulation/modelServer";

const traits = { ...agentServerTraits, version: "0.11.1" };
testModel({ url: inject("postgresServerUrl"), graph: "look", traits, histories: 40, product: "agentServer" });
