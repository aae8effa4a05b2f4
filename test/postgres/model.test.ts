import { inject } from "vitest";
import { testModel } from "../support/testModel";
import { agentServerTraits } from "../unit/core/lifecycle/simulation/modelServer";

testModel({
  url: inject("postgresServerUrl"),
  graph: "look",
  traits: agentServerTraits,
  histories: 40,
  product: "agentServer",
});
