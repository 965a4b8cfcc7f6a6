#!/usr/bin/env python3
"""Scores assessments against labels: workloads, technologies and motion.

usage: score.py PROGRAM LABELS [EVIDENCE] [-v]     runs `PROGRAM assess`
       score.py --json FOLDER LABELS [-v]           reads FOLDER/NAME.json, another tool's answers

LABELS is a folder of NAME.labels.json files; the evidence of NAME is the folder NAME beside it, or
below EVIDENCE. A label holds
  workloads     [{kind, platforms, motion, required, evidence}]: what there is. A platform is where
                a workload is declared or runs, `none` where nothing says so; any of the list is
                right. Not required: right where it is found, not missed where it is not.
  technologies  ids that must be found in workloads with AI; technologies_too: ids that may be
  evidence      where given, the path below EVIDENCE instead of NAME
  goes_to       where given, --goes-to
Workloads of the kinds `application` and `other` count only for motion, where they are labelled.
"""
import json
import pathlib
import subprocess
import sys
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


def assessed(program, folder, label):
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
        print(f"motion right in {self.motion} of {self.motions}; "
              f"a labelled file cited for {self.shown} of {self.pairs} right workloads")


def main():
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    verbose = "-v" in sys.argv
    from_json = arguments[:1] == ["--json"]
    if from_json:
        arguments = arguments[1:]
    if len(arguments) not in (2, 3):
        sys.exit(__doc__)
    program, labels = arguments[0], pathlib.Path(arguments[1])
    evidence = pathlib.Path(arguments[2]) if len(arguments) == 3 else labels
    scores, failed, skipped = Scores(), 0, 0
    files = sorted(labels.glob("*.labels.json"))
    for file in files:
        name = file.name.removesuffix(".labels.json")
        label = json.loads(file.read_text())
        folder = evidence / label.get("evidence", name)
        try:
            if from_json:
                assessment = json.loads((pathlib.Path(program) / f"{name}.json").read_text())
            elif folder.exists():
                assessment = assessed(program, folder, label)
            else:
                skipped += 1
                print(f"{name}: skipped, {folder} is not there")
                continue
        except (OSError, RuntimeError, ValueError, subprocess.TimeoutExpired) as error:
            failed += 1
            print(f"{name}: {error}")
            assessment = {"workloads": []}
        problems = list(scores.add(label, assessment))
        if verbose and problems:
            print(f"{name}: " + "; ".join(problems))
    scores.print()
    print(f"{len(files) - skipped} projects, {skipped} skipped, {failed} failed")
    sys.exit(1 if failed or len(files) == skipped else 0)


if __name__ == "__main__":
    main()
