import { inject } from "vitest";
import { testRaces } from "../support/testRaces";

testRaces({ url: inject("postgresServerUrl"), assistant: "look" });
