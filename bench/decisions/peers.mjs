// Decides what decisions_bench decided, with the peers, and compares answers and speed.
//
// Both peers get expressions that are parsed beforehand and inputs in the shape they like best.
// They are measured twice: with answers only (each criterion once, and the verdict), and with full
// findings, which also say what would flip the verdict; for that they have to try. CPU time of the
// whole process is measured (Zen works on threads of its own); the best of several rounds counts.
//
// usage: node peers.mjs INPUT.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { celEnv, isCelError, parse, plan } from "@bufbuild/cel";
import { ZenDecisionContent, ZenEngine } from "@gorules/zen-engine";

const kRounds = 7;
const kRoundSeconds = 0.5;
const kAim = 10;

const input = JSON.parse(readFileSync(process.argv[2], "utf8"));

function version(name) {
  const lock = createRequire(import.meta.url)("./package-lock.json");
  return lock.packages[`node_modules/${name}`].version;
}

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

// What a decision comes to: the worst of the required answers.
function verdictOf(program, answers) {
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
function decision(program, answers) {
  const findings = program.criteria.map(({ id, kind, says, facts, remedy, source }, i) =>
    ({ criterion: id, kind, answer: answers[i], says, facts, remedy, source }));
  return { program: program.id, verdict: verdictOf(program, answers), findings };
}

// The inputs to try for what would flip a verdict: one other value of one fact.
function trials(program, context) {
  return program.flips.flatMap(({ fact, criteria, values }) =>
    values.filter((value) => value !== context[fact]).map((value) =>
      ({ fact, value, criteria, context: { ...context, [fact]: value } })));
}

function flip(program, { fact, value }, answers, now) {
  const verdict = verdictOf(program, answers);
  return verdict === now ? [] : [{ fact, to: value, verdict }];
}

// CEL takes maps for objects, and answers an error where a variable has no value: unknown.
function celPeer() {
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
    name: "@bufbuild/cel",
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

// One expression node with a line a criterion: the shape in which Zen does least around them.
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

// Zen knows no unknown: an absent fact is null, and what is compared with it is false or fails.
function zenPeer() {
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
  const wouldFlip = async (program, context, now) => {
    const flips = trials(program, context).map(async (trial) =>
      flip(program, trial, await answersOf(program, trial.context), now));
    return (await Promise.all(flips)).flat();
  };
  return {
    name: "@gorules/zen-engine",
    contexts: input.subjects.map((subject) => subject.facts),
    decide: (context, full) =>
      Promise.all(programs.map(async (program) => {
        const made = decision(program, await answersOf(program, context));
        if (full) made.would_flip = await wouldFlip(program, context, made.verdict);
        return made;
      })),
  };
}

// What differs from ours. Where everything is known, answers, verdict and flips must agree; else only
// an answer that the peer is sure of must be ours, if it knows unknown at all.
async function disagreements(peer, knowsUnknown) {
  const wrong = [];
  let compared = 0;
  const compare = (theirs, ours, what) => {
    ++compared;
    if (theirs !== ours) wrong.push(`${what}: ${peer.name} says ${theirs}, we say ${ours}`);
  };
  for (const [i, subject] of input.subjects.entries()) {
    if (!subject.known && !knowsUnknown) continue;
    const verdicts = await peer.decide(peer.contexts[i], true);
    for (const [p, { program, verdict, findings, would_flip }] of verdicts.entries()) {
      const ours = subject.ours[p];
      for (const [c, { answer, criterion }] of findings.entries()) {
        if (!subject.known && answer === "unknown") continue;
        compare(answer, ours.answers[c], `subject ${i}, ${program}/${criterion}`);
      }
      if (!subject.known) continue;
      const flips = new Set(would_flip.map(({ fact, verdict }) => `${fact} ${verdict}`));
      compare(verdict, ours.verdict, `subject ${i}, ${program}`);
      compare([...flips].sort().join(), ours.flips.join(), `subject ${i}, ${program}, flips`);
    }
  }
  return { compared, wrong };
}

// Many are under way at once, as in a service; for Zen that is faster than one after the other.
async function rate(peer, onlyKnown, full) {
  const contexts = peer.contexts.filter((_, i) => !onlyKnown || input.subjects[i].known);
  let best = 0;
  for (let round = 0; round < kRounds; ++round) {
    let decisions = 0;
    let spent = 0;
    const start = cpuSeconds();
    for (let i = 0; spent < kRoundSeconds; i = (i + 100) % contexts.length) {
      const batch = contexts.slice(i, i + 100).map((context) => peer.decide(context, full));
      for (const made of await Promise.all(batch)) decisions += made.length;
      spent = cpuSeconds() - start;
    }
    best = Math.max(best, decisions / spent);
  }
  return best;
}

async function rates(peer, full) {
  return { all: await rate(peer, false, full), known: await rate(peer, true, full) };
}

function row(name, all, known) {
  console.log(`${name.padEnd(46)}${all.padStart(14)}${known.padStart(14)}`);
}

function rateRow(name, { all, known }) {
  const shown = (rate) => Math.round(rate).toLocaleString("en-US");
  row(name, shown(all), shown(known));
}

const peers = [
  { peer: celPeer(), knowsUnknown: true },
  { peer: zenPeer(), knowsUnknown: false },
];
for (const { peer, knowsUnknown } of peers) {
  const { compared, wrong } = await disagreements(peer, knowsUnknown);
  if (wrong.length > 0) {
    console.error(`${wrong.length} of ${compared} answers differ; the first:`);
    for (const sentence of wrong.slice(0, 5)) console.error(`  ${sentence}`);
    process.exit(1);
  }
  console.log(`${peer.name} agrees with us on ${compared} answers`);
}

const known = input.subjects.filter((subject) => subject.known).length;
console.log(`\nDecisions per second and core, node ${process.version}`);
row("", `${input.subjects.length} subjects`, `${known} all known`);
rateRow("fundable, full findings", input.ours);
for (const full of [true, false]) {
  const what = full ? "full findings" : "answers only";
  const best = { all: 0, known: 0 };
  for (const { peer } of peers) {
    const measured = await rates(peer, full);
    rateRow(`${peer.name} ${version(peer.name)}, ${what}`, measured);
    for (const which of ["all", "known"]) best[which] = Math.max(best[which], measured[which]);
  }
  const times = (which) => (input.ours[which] / best[which]).toFixed(1);
  row(`  ours, times the faster of them (aim: ${kAim})`, times("all"), times("known"));
}
