"""Submits the pipeline from a laptop."""
from azure.ai.ml import MLClient, load_job
from azure.identity import DefaultAzureCredential

client = MLClient.from_config(DefaultAzureCredential())
job = client.jobs.create_or_update(load_job("pipelines/train.yml"))
print(job.studio_url)
