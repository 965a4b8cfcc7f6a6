import sagemaker
from sagemaker.inputs import TrainingInput
from sagemaker.processing import ProcessingInput, ProcessingOutput
from sagemaker.sklearn.processing import SKLearnProcessor
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.step_collections import RegisterModel
from sagemaker.workflow.steps import ProcessingStep, TrainingStep
from sagemaker.xgboost import XGBoost

session = PipelineSession()
role = sagemaker.get_execution_role()
prepare = ProcessingStep(
    name="Prepare",
    processor=SKLearnProcessor(
        framework_version="1.2-1", role=role, instance_type="ml.m5.xlarge", instance_count=1
    ),
    code="code/prepare.py",
    inputs=[ProcessingInput(source="s3://credit-data/raw", destination="/opt/ml/processing/in")],
    outputs=[ProcessingOutput(output_name="train", source="/opt/ml/processing/out")],
)
estimator = XGBoost(
    entry_point="code/train.py",
    framework_version="1.7-1",
    role=role,
    instance_type="ml.m5.4xlarge",
    instance_count=1,
    sagemaker_session=session,
)
train = TrainingStep(
    name="Train",
    estimator=estimator,
    inputs={
        "train": TrainingInput(
            prepare.properties.ProcessingOutputConfig.Outputs["train"].S3Output.S3Uri
        )
    },
)
register = RegisterModel(
    name="Register",
    estimator=estimator,
    model_data=train.properties.ModelArtifacts.S3ModelArtifacts,
    content_types=["text/csv"],
    response_types=["text/csv"],
    model_package_group_name="credit",
    approval_status="PendingManualApproval",
)
pipeline = Pipeline(name="credit", steps=[prepare, train, register], sagemaker_session=session)

if __name__ == "__main__":
    pipeline.upsert(role_arn=role)
    pipeline.start()
