// Decides what decisions_bench decided, with the peers, and compares answers and speed.
//
// The peers get what they evaluate parsed beforehand and inputs in the shape they like best. They
// are measured with answers only (each criterion once, and the verdict), and with full findings,
// which also say what would flip the verdict; for that they have to try. One thread is one worker,
// two are two workers that share nothing. CPU time of the whole process is measured (Zen works on
// threads of its own); the best of several rounds counts.
//
// usage: node peers.mjs INPUT.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import * as cel from "./peers/cel.mjs";
import * as clips from "./peers/clips.mjs";
import * as rules from "./peers/rules.mjs";
import * as zen from "./peers/zen.mjs";

const kRounds = 4;
const kRoundSeconds = 0.5;
const kAim = 10;
const kSlow = 60;  // subjects whose flips are compared, of peers that try them one by one
const kPeers = { cel, zen, rules };

const read = (path) => JSON.parse(readFileSync(path, "utf8"));

function version(name) {
  const lock = createRequire(import.meta.url)("./package-lock.json");
  return lock.packages[`node_modules/${name}`].version;
}

// What differs from ours. Where everything is known, answers, verdict and flips must agree; else only
// an answer that the peer is sure of must be ours, if it knows unknown at all.
async function disagreements(module, input) {
  const peer = module.makePeer(input);
  const wrong = [];
  let compared = 0;
  const compare = (theirs, ours, what) => {
    ++compared;
    if (theirs !== ours) wrong.push(`${what}: ${module.name} says ${theirs}, we say ${ours}`);
  };
  for (const [i, subject] of input.subjects.entries()) {
    if (!subject.known && !module.knowsUnknown) continue;
    const full = subject.known && (module.knowsUnknown || i < 4 * kSlow);
    const verdicts = await peer.decide(peer.contexts[i], full);
    for (const [p, { program, verdict, findings, would_flip }] of verdicts.entries()) {
      const ours = subject.ours[p];
      for (const [c, { answer, criterion }] of findings.entries()) {
        if (!subject.known && answer === "unknown") continue;
        compare(answer, ours.answers[c], `subject ${i}, ${program}/${criterion}`);
      }
      if (!subject.known) continue;
      compare(verdict, ours.verdict, `subject ${i}, ${program}`);
      if (!full) continue;
      const flips = new Set(would_flip.map(({ fact, verdict }) => `${fact} ${verdict}`));
      compare([...flips].sort().join(), ours.flips.join(), `subject ${i}, ${program}, flips`);
    }
  }
  return { compared, wrong };
}

function complain(name, { compared, wrong }) {
  if (wrong.length > 0) {
    console.error(`${wrong.length} of ${compared} answers of ${name} differ; the first:`);
    for (const sentence of wrong.slice(0, 5)) console.error(`  ${sentence}`);
    process.exit(1);
  }
  console.log(`${name} agrees with us on ${compared} answers`);
}

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

// A worker: decides until its time is over, as often as it is told to. Many decisions are under way
// at once, as in a service; for Zen that is faster than one after the other.
async function work({ path, key, onlyKnown, full, threads }) {
  const input = read(path);
  input.subjects = input.subjects.filter((subject) => subject.known || !onlyKnown);
  const { contexts, decide } = kPeers[key].makePeer(input);
  const atOnce = full ? 10 : 100;
  parentPort.on("message", async () => {
    let decisions = 0;
    const start = cpuSeconds();
    // By CPU time of all threads: on a busy machine half a second of the clock is no time at all.
    const isOver = () => cpuSeconds() - start > threads * kRoundSeconds;
    for (let i = 0; !isOver(); i = (i + atOnce) % contexts.length) {
      const batch = contexts.slice(i, i + atOnce).map((context) => decide(context, full));
      for (const made of await Promise.all(batch)) decisions += made.length;
    }
    parentPort.postMessage(decisions);
  });
  parentPort.postMessage("ready");
}

const answerOf = (worker) => new Promise((done, failed) => {
  worker.once("message", done);
  worker.once("error", failed);
});

// Decisions a second of CPU time, times the number of threads.
async function rate(path, key, onlyKnown, full, threads) {
  const workers = Array.from({ length: threads }, () =>
    new Worker(new URL(import.meta.url), { workerData: { path, key, onlyKnown, full, threads } }));
  await Promise.all(workers.map(answerOf));
  let best = 0;
  for (let round = 0; round <= kRounds; ++round) {
    const before = cpuSeconds();
    const answers = workers.map(answerOf);
    for (const worker of workers) worker.postMessage("go");
    const decisions = (await Promise.all(answers)).reduce((sum, one) => sum + one, 0);
    const spent = cpuSeconds() - before;
    // The first round only warms up.
    if (round > 0) best = Math.max(best, (threads * decisions) / spent);
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return best;
}

// In the order of the table's columns: all subjects and those all known, by one thread and by two.
async function rates(measure) {
  const all = [];
  for (const onlyKnown of [false, true]) {
    for (const threads of [1, 2]) all.push(await measure(onlyKnown, threads));
  }
  return all;
}

function row(name, cells) {
  console.log(name.padEnd(48) + cells.map((cell) => cell.padStart(13)).join(""));
}

function rateRow(name, all) {
  row(name, all.map((rate) => Math.round(rate).toLocaleString("en-US")));
}

async function main(path) {
  const input = read(path);
  for (const module of Object.values(kPeers)) {
    complain(module.name, await disagreements(module, input));
  }
  const clipsVersion = clips.version();
  if (clipsVersion) complain(clips.name, await clips.disagreements(input, dirname(path)));

  const known = input.subjects.filter((subject) => subject.known).length;
  console.log(`\nDecisions per second of CPU time, times threads; node ${process.version}`);
  row("", [`${input.subjects.length} subj.`, "2 threads", `${known} known`, "2 threads"]);
  const ours = {};
  for (const { key, name, all, known } of input.rates) {
    ours[key] = [...all, ...known];
    rateRow(`fundable, ${name}`, ours[key]);
  }
  const times = (what, key, best) =>
    row(`  ${what}: times the fastest peer`, best.map((rate, i) => (ours[key][i] / rate).toFixed(1)));
  for (const full of [true, false]) {
    const what = full ? "full findings" : "answers only";
    let best = [0, 0, 0, 0];
    const add = (name, measured) => {
      rateRow(`${name}, ${what}`, measured);
      best = best.map((rate, i) => Math.max(rate, measured[i]));
    };
    for (const [key, { name }] of Object.entries(kPeers)) {
      add(`${name} ${version(name)}`,
          await rates((onlyKnown, threads) => rate(path, key, onlyKnown, full, threads)));
    }
    if (!full && clipsVersion) {
      add(`${clips.name} ${clipsVersion}`, await rates((onlyKnown, threads) =>
        clips.rate(input, dirname(path), onlyKnown, threads)));
    }
    if (full) {
      for (const key of ["judged", "misses", "hits"]) times(key, key, best);
    } else {
      times(`answers (aim: ${kAim})`, "answers", best);
    }
  }
  if (!clipsVersion) console.log("CLIPS is not installed, so it was left out.");
}

if (isMainThread) await main(process.argv[2]);
else await work(workerData);
