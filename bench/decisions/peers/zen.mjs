// Zen: one expression node with a line a criterion, the shape in which it does least around them.
// It knows no unknown: an absent fact is null, and what is compared with it is false or fails.
import { ZenDecisionContent, ZenEngine } from "@gorules/zen-engine";
import { decision, flipsByTrying } from "./deciding.mjs";

export const name = "@gorules/zen-engine";
export const knowsUnknown = false;

function decisionContent(program) {
  const expressions = program.criteria.map((criterion) =>
    ({ id: criterion.id, key: criterion.id, value: criterion.zen }));
  return {
    nodes: [
      { id: "in", name: "in", type: "inputNode", position: { x: 0, y: 0 } },
      { id: "criteria", name: "criteria", type: "expressionNode", position: { x: 1, y: 0 },
        content: { expressions } },
      { id: "out", name: "out", type: "outputNode", position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: "a", type: "edge", sourceId: "in", targetId: "criteria" },
      { id: "b", type: "edge", sourceId: "criteria", targetId: "out" },
    ],
  };
}

export function makePeer(input) {
  const engine = new ZenEngine();
  const programs = input.programs.map((program) => ({
    ...program,
    decision: engine.createDecision(new ZenDecisionContent(decisionContent(program))),
  }));
  const answersOf = async (program, context) => {
    const { success, data } = await program.decision.safeEvaluate(context);
    return program.criteria.map(({ id }) =>
      !success ? "unknown" : data.result[id] ? "yes" : "no");
  };
  return {
    contexts: input.subjects.map((subject) => subject.facts),
    decide: (context, full) =>
      Promise.all(programs.map(async (program) => {
        const made = decision(program, await answersOf(program, context));
        if (full) {
          made.would_flip = await flipsByTrying(program, context, made.verdict, answersOf);
        }
        return made;
      })),
  };
}
