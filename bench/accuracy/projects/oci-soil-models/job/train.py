import glob

import joblib
import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.model_selection import cross_val_score

table = pd.concat(pd.read_parquet(p) for p in glob.glob("/mnt/data/soil/*.parquet"))
x, y = table.drop(columns=["moisture"]), table["moisture"]
model = GradientBoostingRegressor(n_estimators=700, learning_rate=0.05)
print(cross_val_score(model, x, y, cv=5).mean())
joblib.dump(model.fit(x, y), "/mnt/data/soil/model.joblib")
