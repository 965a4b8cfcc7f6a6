import pathlib

import pandas as pd

table = pd.concat(pd.read_csv(p) for p in pathlib.Path("/opt/ml/processing/in").glob("*.csv"))
table.fillna(0).to_csv("/opt/ml/processing/out/train.csv", index=False)
