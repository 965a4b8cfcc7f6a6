// CLIPS, Debian's package, driven in batch by its own rule language: one fact a subject, one rule a
// criterion that asserts where it holds, and three rules a program for its verdict. Facts are parsed
// beforehand (deffacts); measured is asserting them and running the rules.
//
// It knows no unknown, so an absent fact is nil; it has no findings, so only answers are measured.
import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";

export const name = "CLIPS";

export function version() {
  const { stdout, error } = spawnSync("dpkg-query", ["-W", "-f=${Version}", "clips"]);
  return error || spawnSync("clips", ["-f2", "/dev/null"], { input: "(exit)" }).error
    ? undefined : String(stdout);
}

const text = (value) => `"${String(value).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
const atom = (value) =>
  typeof value === "boolean" ? (value ? "TRUE" : "FALSE")
  : typeof value === "number" ? String(value) : text(value);

// Digits and words as everywhere in this benchmark; CLIPS has no regular expressions.
const kFunctions = `
(deffunction has-number (?t)
  (loop-for-count (?d 0 9) do (if (str-index (str-cat ?d) ?t) then (return TRUE)))
  (bind ?padded (str-cat " " (lowcase ?t) " "))
  (progn$ (?w (create$ " all " " every " " none " " no " " zero " " one " " two " " three " " half "
      " twice " " never " " always " " each " " double " " any "))
    (if (str-index ?w ?padded) then (return TRUE)))
  FALSE)
; Records lie one after the other, each with so many fields; ?at are the places of those asked for.
(deffunction record-has (?all ?start ?at)
  (progn$ (?a ?at) (if (eq (nth$ (+ ?start ?a) ?all) "") then (return FALSE)))
  TRUE)
(deffunction any-has (?width ?all ?at)
  (loop-for-count (?i 0 (- (div (length$ ?all) ?width) 1)) do
    (if (record-has ?all (* ?i ?width) ?at) then (return TRUE)))
  FALSE)
(deffunction each-has (?width ?all ?at)
  (loop-for-count (?i 0 (- (div (length$ ?all) ?width) 1)) do
    (if (not (record-has ?all (* ?i ?width) ?at)) then (return FALSE)))
  (> (length$ ?all) 0))
(deffunction any-measurable (?width ?all ?at)
  (loop-for-count (?i 0 (- (div (length$ ?all) ?width) 1)) do
    (if (and (record-has ?all (* ?i ?width) ?at)
             (has-number (nth$ (+ (* ?i ?width) (nth$ (length$ ?at) ?at)) ?all)))
     then (return TRUE)))
  FALSE)
`;

const isMany = (type) => ["texts", "record", "records"].includes(type);

class Script {
  constructor(input) {
    this.slots = new Map();  // fact → { type, fields of its records }
    for (const { criteria } of input.programs) {
      for (const { tree } of criteria) this.gather(tree);
    }
    for (const { facts } of input.subjects) {
      for (const [fact, slot] of this.slots) {
        const record = [facts[fact]].flat()[0];
        if (slot.type.startsWith("record") && record) slot.fields = Object.keys(record);
      }
    }
    this.programs = input.programs;
  }

  gather(tree) {
    for (const part of [tree.all, tree.any, tree.not].flat()) if (part) this.gather(part);
    if (tree.fact) this.slots.set(tree.fact, { type: tree.type, fields: [] });
  }

  expression(tree, facts) {
    if (tree.all) return tree.all.length ? this.joined("and", tree.all, facts) : "TRUE";
    if (tree.any) return tree.any.length ? this.joined("or", tree.any, facts) : "FALSE";
    if (tree.not) return `(not ${this.expression(tree.not, facts)})`;
    facts.add(tree.fact);
    const of = `?${tree.fact}`;
    const { fields } = this.slots.get(tree.fact);
    const at = `(create$ ${tree.fields.map((field) => fields.indexOf(field) + 1).join(" ")})`;
    const is = tree.operands.map((operand) => `(eq ${of} ${atom(operand)})`).join(" ");
    const compared = (op) => `(and (numberp ${of}) (${op} ${of} ${tree.operands[0]}))`;
    switch (tree.word) {
      case "one_of": return `(or ${is} FALSE)`;
      case "none_of": return `(not (or ${is} FALSE))`;
      case "includes": return `(neq FALSE (member$ ${atom(tree.operands[0])} ${of}))`;
      case "at_least": case "from": return compared(">=");
      case "at_most": case "until": return compared("<=");
      case "given":
        return isMany(tree.type) ? `(> (length$ ${of}) 0)` : `(and (neq ${of} nil) (neq ${of} ""))`;
      case "each_has": return `(each-has ${fields.length} ${of} ${at})`;
      case "any_measurable": return `(any-measurable ${fields.length} ${of} ${at})`;
      default: return `(any-has ${fields.length} ${of} ${at})`;
    }
  }

  joined(word, parts, facts) {
    return `(${word} ${parts.map((part) => this.expression(part, facts)).join(" ")} ` +
           `${word === "and" ? "TRUE" : "FALSE"})`;
  }

  rules() {
    const slots = [...this.slots].map(([fact, { type }]) =>
      isMany(type) ? `(multislot ${fact})` : `(slot ${fact} (default nil))`);
    let script = `${kFunctions}(deftemplate subject (slot id) ${slots.join(" ")})\n`;
    for (const { id: program, criteria } of this.programs) {
      for (const { id, tree } of criteria) {
        const facts = new Set();
        const test = this.expression(tree, facts);
        const bound = [...facts].map((fact) =>
          `(${fact} ${isMany(this.slots.get(fact).type) ? "$" : ""}?${fact})`);
        script += `(defrule ${program}-${id} (subject (id ?id) ${bound.join(" ")}) (test ${test}) ` +
                  `=> (assert (yes ${program} ${id} ?id)))\n`;
      }
      const required = criteria.filter(({ kind }) => kind === "required");
      const all = (some) => some.map(({ id }) => `(yes ${program} ${id} ?id)`).join(" ");
      const hard = all(required.filter(({ review }) => !review));
      const soft = all(required.filter(({ review }) => review));
      const rule = (verdict, when) =>
        `(defrule ${program}-${verdict} (declare (salience -10)) (subject (id ?id)) ${when} ` +
        `=> (assert (verdict ${program} ${verdict} ?id)))\n`;
      if (hard) script += rule("ineligible", `(not (and ${hard}))`);
      script += rule("eligible", `${hard} ${soft}`);
      if (soft) script += rule("review", `${hard} (not (and ${soft}))`);
    }
    return script;
  }

  subjects(subjects) {
    const facts = subjects.map(({ facts }, id) => {
      const slots = [...this.slots].filter(([fact]) => facts[fact] !== undefined)
        .map(([fact, { type, fields }]) => {
          if (!isMany(type)) return `(${fact} ${atom(facts[fact])})`;
          const all = type === "texts" ? facts[fact]
            : [facts[fact]].flat().flatMap((record) => fields.map((field) => record[field]));
          return `(${fact} ${all.map(text).join(" ")})`;
        });
      return `(subject (id ${id}) ${slots.join(" ")})`;
    });
    return `(deffacts subjects\n${facts.join("\n")})\n`;
  }
}

const kPrint = `
(do-for-all-facts ((?f yes verdict)) TRUE (printout t (fact-relation ?f) " " ?f:implied crlf))
`;

// Loads constructs and carries out commands; gives what was printed and the CPU seconds that it took.
// Constructs are loaded from a file of their own: in a batch each line would be parsed anew.
function run(folder, constructs, commands) {
  const file = `${folder}/commands.clp`;
  writeFileSync(`${folder}/constructs.clp`, constructs);
  writeFileSync(file, `(load* "${folder}/constructs.clp")\n${commands}(exit)\n`);
  return new Promise((done, failed) => {
    const child = spawn("bash", ["-c", 'TIMEFORMAT="cpu %U %S"; time clips -f2 "$0"', file]);
    const out = [];
    const err = [];
    child.stdout.on("data", (data) => out.push(data));
    child.stderr.on("data", (data) => err.push(data));
    child.on("error", failed);
    child.on("close", () => {
      const [, user, system] = /cpu ([\d.]+) ([\d.]+)/.exec(Buffer.concat(err).toString()) ?? [];
      done({ text: Buffer.concat(out).toString(), cpu: Number(user) + Number(system) });
    });
  });
}

// What differs from ours, on the subjects of which all is known.
export async function disagreements(input, folder) {
  const known = input.subjects.filter((subject) => subject.known);
  const script = new Script(input);
  const { text: printed } =
    await run(folder, script.rules() + script.subjects(known), `(reset)\n(run)\n${kPrint}`);
  const said = new Set(printed.split("\n").map((line) => line.replaceAll(/[()]/g, "").trim()));
  const wrong = [];
  let compared = 0;
  known.forEach(({ ours }, i) => input.programs.forEach(({ id: program, criteria }, p) => {
    criteria.forEach(({ id }, c) => {
      ++compared;
      const answer = said.has(`yes ${program} ${id} ${i}`) ? "yes" : "no";
      if (answer !== ours[p].answers[c]) wrong.push(`known subject ${i}, ${program}/${id}: ${answer}`);
    });
    ++compared;
    if (!said.has(`verdict ${program} ${ours[p].verdict} ${i}`)) {
      wrong.push(`known subject ${i}, ${program}: not ${ours[p].verdict}`);
    }
  }));
  return { compared, wrong };
}

// Decisions a second of CPU time, in `threads` processes at once, times their number. Reading the
// script is taken off: it is what a run without rounds takes.
export async function rate(input, folder, onlyKnown, threads) {
  const kRounds = 5;
  const subjects = input.subjects.filter((subject) => subject.known || !onlyKnown);
  const script = new Script(input);
  const written = script.rules() + script.subjects(subjects);
  const spent = async (rounds) => {
    const commands = "(reset)\n(run)\n".repeat(rounds);
    const runs = await Promise.all(
      Array.from({ length: threads }, () => run(folder, written, commands)));
    return runs.reduce((sum, { cpu }) => sum + cpu, 0);
  };
  const cpu = (await spent(kRounds)) - (await spent(0));
  return (threads * threads * kRounds * subjects.length * input.programs.length) / cpu;
}
