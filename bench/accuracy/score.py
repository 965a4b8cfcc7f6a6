#!/usr/bin/env python3
"""Scores assessments against labels: workloads, technologies and motion.

usage: score.py PROGRAM SET... [-v]             runs `PROGRAM assess`
       score.py --json FOLDER SET... [-v]       reads FOLDER/NAME.json, another tool's answers

A SET is a folder of labels, `LABELS` or `LABELS=EVIDENCE`: files NAME.labels.json, each of which
holds one label, or a list of them with a name each. The evidence of NAME is the folder NAME beside
the label, or below EVIDENCE. Each set gets its tables; several get those of all together, too.
A label holds
  workloads     [{kind, platforms, motion, required, evidence}]: what there is. A platform is where
                a workload is declared or runs, `none` where nothing says so; any of the list is
                right. Not required: neither right where it is found nor missed where it is not.
  technologies  ids that must be found in workloads with AI; technologies_too: ids that may be
  evidence      where given, the path below EVIDENCE instead of NAME: a folder, or a single file
  goes_to       where given, --goes-to
Workloads of the kinds `application` and `other` count only for motion, where they are labelled.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

AI = ["agent", "ai_application", "inference_service", "training_pipeline", "data_environment"]
AS_OF = "2026-11-25"


class Tally:
    """Right, wrong and missed, and the figures that they come to."""

    def __init__(self):
        self.right = self.wrong = self.missed = 0

    def row(self):
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{self.right:5} {self.wrong:5} {self.missed:6}   {precision:9.3f} {recall:6.3f} {f1:6.3f}"


def assessed(program, evidence, label):
    """The program's answer. It takes folders: a single file is given as a folder of its own."""
    if evidence.is_dir():
        return assessed_folder(program, evidence, label)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(evidence, folder)
        return assessed_folder(program, folder, label)


def assessed_folder(program, folder, label):
    command = [program, "assess", str(folder), "--format", "json", "--as-of", AS_OF]
    if "goes_to" in label:
        command += ["--goes-to", label["goes_to"]]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if run.returncode != 0:
        raise RuntimeError(f"exit status {run.returncode}: {run.stderr.strip()[-200:]}")
    return json.loads(run.stdout)


def platform_of(workload):
    return workload.get("declared_on") or workload.get("runs_on") or "none"


def matched(wanted, found):
    """Pairs labels with workloads of the same kind, those with a right platform first."""
    pairs, free = [], list(found)
    for exact in (True, False):
        for want in wanted:
            if any(want is w for w, _ in pairs):
                continue
            for have in free:
                if have["kind"] != want["kind"]:
                    continue
                if exact and platform_of(have) not in want["platforms"]:
                    continue
                pairs.append((want, have))
                free.remove(have)
                break
    return pairs, free


def sources_of(workload):
    origins = workload.get("evidence", []) + [o for f in workload.get("facts", []) for o in f.get("from", [])]
    return {o.get("source", "") for o in origins}


class Scores:
    def __init__(self):
        self.all, self.technologies = Tally(), Tally()
        self.by_kind, self.by_platform = defaultdict(Tally), defaultdict(Tally)
        self.motion, self.motions, self.shown, self.pairs = 0, 0, 0, 0
        self.confused = Counter()

    def count(self, field, kind, platform):
        for tally in (self.all, self.by_kind[kind], self.by_platform[platform]):
            setattr(tally, field, getattr(tally, field) + 1)

    def add(self, label, assessment):
        """What is wrong, a sentence each."""
        found = assessment["workloads"]
        pairs, free = matched(label["workloads"], found)
        for want, have in pairs:
            if want["kind"] in AI:
                yield from self.judge(want, have)
            if "motion" in want:
                self.motions += 1
                self.motion += have.get("motion") == want["motion"]
                if have.get("motion") != want["motion"]:
                    yield f"{want['kind']}: motion {have.get('motion')}, should be {want['motion']}"
        for want in label["workloads"]:
            if want["kind"] in AI and want.get("required", True) and not any(want is w for w, _ in pairs):
                self.count("missed", want["kind"], want["platforms"][0])
                self.motions += "motion" in want
                yield f"missed {want['kind']} on {'/'.join(want['platforms'])}"
        for have in free:
            if have["kind"] in AI:
                self.count("wrong", have["kind"], platform_of(have))
                yield f"wrong {have['kind']} on {platform_of(have)}: {have['name']}"
        if "technologies" in label:
            yield from self.judge_technologies(label, found)

    def judge(self, want, have):
        platform = platform_of(have)
        if platform in want["platforms"]:
            if not want.get("required", True):
                return
            self.count("right", want["kind"], platform)
            self.pairs += 1
            seen = sources_of(have)
            shown = any(s == e or s.startswith(e.rstrip("/") + "/") for s in seen for e in want.get("evidence", []))
            self.shown += shown or not want.get("evidence")
            if not shown and want.get("evidence"):
                yield f"{want['kind']}: none of the labelled files is cited"
            return
        self.count("wrong", want["kind"], platform)
        if want.get("required", True):
            self.count("missed", want["kind"], want["platforms"][0])
        yield f"{want['kind']} on {platform}, should be {'/'.join(want['platforms'])}"

    def judge_technologies(self, label, found):
        have = {t for w in found if w["kind"] in AI for t in w.get("technologies", [])}
        must = set(label["technologies"])
        may = must | set(label.get("technologies_too", []))
        self.technologies.right += len(have & must)
        self.technologies.wrong += len(have - may)
        self.technologies.missed += len(must - have)
        for technology in sorted(have - may):
            yield f"wrong technology {technology}"
        for technology in sorted(must - have):
            yield f"missed technology {technology}"

    def print(self):
        print(f"{'':18} {'right':>5} {'wrong':>5} {'missed':>6}   {'precision':>9} {'recall':>6} {'F1':>6}")
        for kind in AI:
            print(f"{kind:18} {self.by_kind[kind].row()}")
        for platform in sorted(self.by_platform):
            print(f"{'on ' + platform:18} {self.by_platform[platform].row()}")
        print(f"{'workloads':18} {self.all.row()}")
        print(f"{'technologies':18} {self.technologies.row()}")
        share = self.motion / self.motions if self.motions else 1.0
        print(f"motion right in {self.motion} of {self.motions} ({share:.3f}); "
              f"a labelled file cited for {self.shown} of {self.pairs} right workloads")


def labels_in(folder):
    """Name and label of each, by name."""
    found = []
    for file in folder.glob("*.labels.json"):
        content = json.loads(file.read_text())
        if isinstance(content, list):
            found += [(label["name"], label) for label in content]
        else:
            found.append((file.name.removesuffix(".labels.json"), content))
    return sorted(found, key=lambda pair: pair[0])


class Run:
    """One set: its labels, its evidence, and how many had none or failed."""

    def __init__(self, argument):
        labels, _, evidence = argument.partition("=")
        self.title = labels
        self.labels = labels_in(pathlib.Path(labels))
        self.evidence = pathlib.Path(evidence or labels)
        self.skipped = self.failed = 0

    def answer(self, source, from_json, name, label):
        """None where the evidence is not there."""
        if from_json:
            return json.loads((pathlib.Path(source) / f"{name}.json").read_text())
        evidence = self.evidence / label.get("evidence", name)
        return assessed(source, evidence, label) if evidence.exists() else None

    def score(self, source, from_json, verbose, tallies):
        for name, label in self.labels:
            try:
                assessment = self.answer(source, from_json, name, label)
            except (OSError, RuntimeError, ValueError, subprocess.TimeoutExpired) as error:
                self.failed += 1
                print(f"{name}: {error}")
                assessment = {"workloads": []}
            if assessment is None:
                self.skipped += 1
                continue
            for scores in tallies:
                problems = list(scores.add(label, assessment))
            if verbose and problems:
                print(f"{name}: " + "; ".join(problems))

    def summary(self):
        return f"{len(self.labels) - self.skipped} assessed, {self.skipped} skipped, {self.failed} failed"


def main():
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    verbose = "-v" in sys.argv
    from_json = arguments[:1] == ["--json"]
    if from_json:
        arguments = arguments[1:]
    if len(arguments) < 2:
        sys.exit(__doc__)
    together, runs = Scores(), [Run(argument) for argument in arguments[1:]]
    for run in runs:
        scores = Scores()
        run.score(arguments[0], from_json, verbose, [scores, together])
        print(f"== {run.title}: {run.summary()}")
        if run.skipped == len(run.labels):
            print(f"skipped: {run.evidence} is not there\n")
            continue
        scores.print()
        print()
    if len(runs) > 1:
        print("== together")
        together.print()
    assessed_any = any(len(run.labels) > run.skipped for run in runs)
    sys.exit(0 if assessed_any and not any(run.failed for run in runs) else 1)


if __name__ == "__main__":
    main()
