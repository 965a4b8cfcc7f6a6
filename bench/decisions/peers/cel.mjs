// CEL: takes maps for objects, and answers an error where a variable has no value: unknown.
import { celEnv, isCelError, parse, plan } from "@bufbuild/cel";
import { decision, flip, trials } from "./deciding.mjs";

export const name = "@bufbuild/cel";
export const knowsUnknown = true;

export function makePeer(input) {
  const env = celEnv();
  const bound = (value) =>
    Array.isArray(value) ? value.map(bound)
    : value !== null && typeof value === "object" ? new Map(Object.entries(value))
    : value;
  const programs = input.programs.map((program) => ({
    ...program,
    plans: program.criteria.map((criterion) => plan(env, parse(criterion.cel))),
    flips: program.flips.map((one) => ({ ...one, values: one.values.map(bound) })),
  }));
  const answer = (evaluate, context) => {
    const result = evaluate(context);
    return isCelError(result) ? "unknown" : result ? "yes" : "no";
  };
  // Only the criteria that rest on the fact are evaluated again.
  const wouldFlip = (program, context, answers, now) =>
    trials(program, context).flatMap((trial) => {
      const changed = answers.slice();
      for (const c of trial.criteria) changed[c] = answer(program.plans[c], trial.context);
      return flip(program, trial, changed, now);
    });
  return {
    contexts: input.subjects.map((subject) =>
      Object.fromEntries(Object.entries(subject.facts).map(([k, v]) => [k, bound(v)]))),
    decide: (context, full) =>
      programs.map((program) => {
        const answers = program.plans.map((evaluate) => answer(evaluate, context));
        const made = decision(program, answers);
        if (full) made.would_flip = wouldFlip(program, context, answers, made.verdict);
        return made;
      }),
  };
}
