// Decides what decisions_bench decided, with the peers, and compares answers and speed.
//
// Both peers get expressions that are parsed beforehand and inputs in the shape they like best,
// and make one findings list a decision. They answer each criterion once; ours also says what
// decided, what would flip the verdict and what is still open. CPU time of the whole process is
// measured (Zen works on threads of its own); the best of several rounds counts.
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

// The findings of one program with their constant parts made once.
function finding(criterion, answer) {
  return {
    criterion: criterion.id,
    kind: criterion.kind,
    answer,
    says: criterion.says,
    facts: criterion.facts,
    remedy: criterion.remedy,
    source: criterion.source,
  };
}

// The worst of the required answers: no, then unknown, then for AWS to review.
function verdict(program, findings) {
  let worst = "eligible";
  for (let i = 0; i < findings.length; ++i) {
    const criterion = program.criteria[i];
    if (criterion.kind !== "required" || findings[i].answer === "yes") continue;
    if (findings[i].answer === "unknown") worst = "undetermined";
    else if (!criterion.review) return { program: program.id, verdict: "ineligible", findings };
    else if (worst === "eligible") worst = "review";
  }
  return { program: program.id, verdict: worst, findings };
}

// CEL takes maps for objects, and answers an error where a variable has no value: unknown.
function celPeer() {
  const env = celEnv();
  const programs = input.programs.map((program) => ({
    ...program,
    plans: program.criteria.map((criterion) => plan(env, parse(criterion.cel))),
  }));
  const bound = (value) =>
    Array.isArray(value) ? value.map(bound)
    : value !== null && typeof value === "object" ? new Map(Object.entries(value))
    : value;
  const answer = (result) => (isCelError(result) ? "unknown" : result ? "yes" : "no");
  return {
    name: "@bufbuild/cel",
    contexts: input.subjects.map((subject) =>
      Object.fromEntries(Object.entries(subject.facts).map(([k, v]) => [k, bound(v)]))),
    decide: (context) =>
      programs.map((program) =>
        verdict(program, program.plans.map((evaluate, i) =>
          finding(program.criteria[i], answer(evaluate(context)))))),
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
  const answered = (program, { success, data }) =>
    verdict(program, program.criteria.map((criterion) =>
      finding(criterion, !success ? "unknown" : data.result[criterion.id] ? "yes" : "no")));
  return {
    name: "@gorules/zen-engine",
    contexts: input.subjects.map((subject) => subject.facts),
    decide: (context) =>
      Promise.all(programs.map(async (program) =>
        answered(program, await program.decision.safeEvaluate(context)))),
  };
}

// How many answers there were, and those that differ from ours. Where everything is known all must
// agree; else only an answer that CEL is sure of must be ours.
async function disagreements(peer, isSureOfUnknown) {
  let compared = 0;
  const wrong = [];
  for (const [i, subject] of input.subjects.entries()) {
    if (!subject.known && !isSureOfUnknown) continue;
    const verdicts = await peer.decide(peer.contexts[i]);
    verdicts.forEach(({ program, findings }, p) => findings.forEach((finding, c) => {
      if (!subject.known && finding.answer === "unknown") return;
      ++compared;
      const ours = subject.answers[p][c];
      if (finding.answer === ours) return;
      wrong.push(`subject ${i}, ${program}/${finding.criterion}: ` +
        `${peer.name} says ${finding.answer}, we say ${ours}`);
    }));
  }
  return { compared, wrong };
}

// Many are under way at once, as in a service; for Zen that is faster than one after the other.
async function rate(peer, onlyKnown) {
  const contexts = peer.contexts.filter((_, i) => !onlyKnown || input.subjects[i].known);
  let best = 0;
  for (let round = 0; round < kRounds; ++round) {
    let decisions = 0;
    const start = cpuSeconds();
    let spent = 0;
    do {
      for (let i = 0; i < contexts.length; i += 100) {
        const made = await Promise.all(contexts.slice(i, i + 100).map(peer.decide));
        for (const verdicts of made) decisions += verdicts.length;
      }
      spent = cpuSeconds() - start;
    } while (spent < kRoundSeconds);
    best = Math.max(best, decisions / spent);
  }
  return best;
}

function row(name, all, known) {
  const cell = (rate) => Math.round(rate).toLocaleString("en-US").padStart(12);
  console.log(`${name.padEnd(32)}${cell(all)}${cell(known)}`);
}

const peers = [{ peer: celPeer(), sure: true }, { peer: zenPeer(), sure: false }];
for (const { peer, sure } of peers) {
  const { compared, wrong } = await disagreements(peer, sure);
  if (wrong.length > 0) {
    console.error(`${wrong.length} of ${compared} answers differ; the first:`);
    for (const sentence of wrong.slice(0, 5)) console.error(`  ${sentence}`);
    process.exit(1);
  }
  console.log(`${peer.name} agrees with us on ${compared} answers`);
}

const rates = [];
for (const { peer } of peers) {
  rates.push({ name: peer.name, all: await rate(peer, false), known: await rate(peer, true) });
}
const known = input.subjects.filter((subject) => subject.known).length;
console.log(`\nDecisions per second and core`.padEnd(33) +
  `${input.subjects.length} subjects`.padStart(14) + `${known} known`.padStart(12));
row("fundable, full findings", input.ours.all, input.ours.known);
for (const { name, all, known } of rates) row(`${name} ${version(name)}`, all, known);
const times = (which) => input.ours[which] / Math.max(...rates.map((rate) => rate[which]));
console.log(`${"times the faster peer".padEnd(32)}${times("all").toFixed(1).padStart(12)}` +
  `${times("known").toFixed(1).padStart(12)}   ` +
  `aim ${kAim}: ${Math.min(times("all"), times("known")) >= kAim ? "met" : "missed"}`);
console.log(`node ${process.version}`);
