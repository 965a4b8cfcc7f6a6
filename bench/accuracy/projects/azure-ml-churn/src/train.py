import argparse
import pathlib

import mlflow
import pandas as pd
from lightgbm import LGBMClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

parser = argparse.ArgumentParser()
parser.add_argument("--table")
parser.add_argument("--model")
args = parser.parse_args()

table = pd.read_parquet(pathlib.Path(args.table) / "table.parquet")
x, y = table.drop(columns=["left"]), table["left"]
x_train, x_test, y_train, y_test = train_test_split(x, y, stratify=y, random_state=7)
with mlflow.start_run():
    model = LGBMClassifier(n_estimators=600, learning_rate=0.03).fit(x_train, y_train)
    mlflow.log_metric("auc", roc_auc_score(y_test, model.predict_proba(x_test)[:, 1]))
    mlflow.sklearn.save_model(model, args.model)
