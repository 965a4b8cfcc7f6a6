from google_cloud_pipeline_components.v1.bigquery import BigqueryQueryJobOp
from google_cloud_pipeline_components.v1.custom_job import CustomTrainingJobOp
from google_cloud_pipeline_components.v1.endpoint import EndpointCreateOp, ModelDeployOp
from google_cloud_pipeline_components.v1.model import ModelUploadOp
from kfp import dsl
from kfp.dsl import importer_node
from google_cloud_pipeline_components.types import artifact_types

IMAGE = "europe-west1-docker.pkg.dev/demand/train/train:latest"


@dsl.pipeline(name="demand-forecast")
def demand(project: str, location: str = "europe-west1"):
    features = BigqueryQueryJobOp(
        project=project, location="EU", query="CALL demand.build_features(CURRENT_DATE())"
    )
    train = CustomTrainingJobOp(
        project=project,
        location=location,
        display_name="demand-train",
        worker_pool_specs=[
            {
                "machine_spec": {"machine_type": "n1-highmem-16"},
                "replica_count": 1,
                "container_spec": {"image_uri": IMAGE, "args": ["--out", "gs://demand-models/latest"]},
            }
        ],
    ).after(features)
    unmanaged = importer_node.importer(
        artifact_uri="gs://demand-models/latest",
        artifact_class=artifact_types.UnmanagedContainerModel,
        metadata={"containerSpec": {"imageUri": IMAGE}},
    ).after(train)
    model = ModelUploadOp(
        project=project, display_name="demand", unmanaged_container_model=unmanaged.output
    )
    endpoint = EndpointCreateOp(project=project, location=location, display_name="demand")
    ModelDeployOp(
        model=model.outputs["model"],
        endpoint=endpoint.outputs["endpoint"],
        dedicated_resources_machine_type="n1-standard-4",
        dedicated_resources_min_replica_count=1,
        dedicated_resources_max_replica_count=3,
    )
