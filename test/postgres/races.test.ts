import { inject } from "vitest";
import { testPrune } from "../support/testPrune";
import { testRaces } from "../support/testRaces";

testRaces({ url: inject("postgresServerUrl"), assistant: "look" });

testPrune(() => inject("postgresServerUrl"), "look");
