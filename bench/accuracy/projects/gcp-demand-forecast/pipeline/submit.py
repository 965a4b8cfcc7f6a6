import sys

from google.cloud import aiplatform
from kfp import compiler

from pipeline.pipeline import demand

compiler.Compiler().compile(demand, "demand.json")
aiplatform.init(project=sys.argv[1], location="europe-west1")
aiplatform.PipelineJob(
    display_name="demand-forecast",
    template_path="demand.json",
    parameter_values={"project": sys.argv[1]},
).submit()
