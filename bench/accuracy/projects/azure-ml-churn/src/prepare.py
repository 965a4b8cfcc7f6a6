import argparse
import pathlib

import pandas as pd

parser = argparse.ArgumentParser()
parser.add_argument("--in", dest="source")
parser.add_argument("--out")
args = parser.parse_args()

table = pd.concat(pd.read_csv(p) for p in pathlib.Path(args.source).glob("*.csv"))
table["tenure_years"] = table["tenure_months"] / 12
table.dropna().to_parquet(pathlib.Path(args.out) / "table.parquet")
