// What the JavaScript peers share: how answers become a verdict with findings, and what is tried to
// find what would flip it.

// What a decision comes to: the worst of the required answers.
export function verdictOf(program, answers) {
  let worst = "eligible";
  for (let i = 0; i < answers.length; ++i) {
    const { kind, review } = program.criteria[i];
    if (kind !== "required" || answers[i] === "yes") continue;
    if (answers[i] === "no" && !review) return "ineligible";
    if (answers[i] === "unknown") worst = "undetermined";
    else if (worst === "eligible") worst = "review";
  }
  return worst;
}

// The verdict with its findings; their constant parts are shared, not copied.
export function decision(program, answers) {
  const findings = program.criteria.map(({ id, kind, says, facts, remedy, source }, i) =>
    ({ criterion: id, kind, answer: answers[i], says, facts, remedy, source }));
  return { program: program.id, verdict: verdictOf(program, answers), findings };
}

// The inputs to try for what would flip a verdict: one other value of one fact.
export function trials(program, context) {
  return program.flips.flatMap(({ fact, criteria, values }) =>
    values.filter((value) => value !== context[fact]).map((value) =>
      ({ fact, value, criteria, context: { ...context, [fact]: value } })));
}

export function flip(program, { fact, value }, answers, now) {
  const verdict = verdictOf(program, answers);
  return verdict === now ? [] : [{ fact, to: value, verdict }];
}

// The same for a peer that answers all criteria of a program at once, and later.
export async function flipsByTrying(program, context, now, answersOf) {
  const flips = trials(program, context).map(async (trial) =>
    flip(program, trial, await answersOf(program, trial.context), now));
  return (await Promise.all(flips)).flat();
}
