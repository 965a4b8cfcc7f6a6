import os

import pandas as pd
import xgboost

table = pd.read_csv(os.path.join(os.environ["SM_CHANNEL_TRAIN"], "train.csv"))
model = xgboost.XGBClassifier(n_estimators=400, max_depth=5)
model.fit(table.drop(columns=["default"]), table["default"])
model.save_model(os.path.join(os.environ["SM_MODEL_DIR"], "model.json"))
