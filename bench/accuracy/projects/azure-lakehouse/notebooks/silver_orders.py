# Databricks notebook source
from pyspark.sql import functions as f

orders = spark.read.format("delta").load("abfss://bronze@stlakehouse.dfs.core.windows.net/orders")

# COMMAND ----------

clean = (
    orders.dropDuplicates(["order_id"])
    .withColumn("day", f.to_date("ordered_at"))
    .filter(f.col("amount") >= 0)
)
clean.write.format("delta").mode("overwrite").partitionBy("day").saveAsTable("silver.orders")
