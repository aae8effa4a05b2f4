import { inject } from "vitest";
import { testModel } from "../support/testModel";
import { agentServerTraits } from "../unit/core/lifecycle/simulation/modelServer";

const traits = { ...agentServerTraits, keepsEndTime: true, replacesMetadata: true };
testModel({ url: inject("aegraUrl"), graph: "look", traits, histories: 40, product: "aegra" });
