import argparse

import joblib
import xgboost
from google.cloud import bigquery

parser = argparse.ArgumentParser()
parser.add_argument("--out")
args = parser.parse_args()

table = bigquery.Client().query("SELECT * FROM demand.features").to_dataframe()
model = xgboost.XGBRegressor(n_estimators=800, max_depth=7, tree_method="hist")
model.fit(table.drop(columns=["sold", "week", "article"]), table["sold"])
joblib.dump(model, "model.joblib")
