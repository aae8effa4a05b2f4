import { inArtifacts, inProject, projectFolder } from "../../scripts/lib/paths.mjs";

export { inArtifacts, inProject, projectFolder };

/** The project that `npm start` opens: graphs, `langgraph.json` and spec files in one folder. */
export const sampleWorkspace = inProject("sample", "workspace");
