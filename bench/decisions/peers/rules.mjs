// json-rules-engine: one rule a criterion, its tests as operators, one engine a program. It knows no
// unknown: an absent fact is undefined.
import { Engine } from "json-rules-engine";
import { decision, flipsByTrying } from "./deciding.mjs";
import { kTests } from "./tests.mjs";

export const name = "json-rules-engine";
export const knowsUnknown = false;

function conditions(tree) {
  if (tree.all) return { all: tree.all.map(conditions) };
  // Nothing of nothing is false; the engine would take it for true.
  if (tree.any) return tree.any.length ? { any: tree.any.map(conditions) } : { not: { all: [] } };
  if (tree.not) return { not: conditions(tree.not) };
  // A value that names a fact would be taken for that fact.
  const { fact, word, type, operands, fields } = tree;
  return { fact, operator: word, value: { type, operands, fields } };
}

function engineOf(program) {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const [word, test] of Object.entries(kTests)) engine.addOperator(word, test);
  for (const { id, tree } of program.criteria) {
    engine.addRule({ conditions: { all: [conditions(tree)] }, event: { type: id } });
  }
  return engine;
}

export function makePeer(input) {
  const programs = input.programs.map((program) => ({ ...program, engine: engineOf(program) }));
  const answersOf = async (program, context) => {
    const { events } = await program.engine.run(context);
    const held = new Set(events.map(({ type }) => type));
    return program.criteria.map(({ id }) => (held.has(id) ? "yes" : "no"));
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
