import json
import pathlib
import sys

out = open(sys.argv[2], "w")
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
    question = None
    for line in path.read_text().splitlines():
        if line.startswith("Q:"):
            question = line[2:].strip()
        elif line.startswith("A:") and question:
            out.write(json.dumps({"prompt": question, "completion": line[2:].strip()}) + "\n")
