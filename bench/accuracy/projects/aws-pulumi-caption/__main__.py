import json

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
cluster = aws.ecs.Cluster("captions")
template = aws.ec2.LaunchTemplate(
    "gpu",
    image_id=config.require("ami"),
    instance_type="g5.xlarge",
)
group = aws.autoscaling.Group(
    "gpu",
    min_size=1,
    max_size=3,
    vpc_zone_identifiers=config.require_object("subnets"),
    launch_template={"id": template.id, "version": "$Latest"},
)
task = aws.ecs.TaskDefinition(
    "triton",
    family="captions",
    requires_compatibilities=["EC2"],
    network_mode="bridge",
    container_definitions=json.dumps(
        [
            {
                "name": "triton",
                "image": config.require("image"),
                "memory": 12000,
                "command": ["tritonserver", "--model-repository=/models"],
                "portMappings": [{"containerPort": 8000}],
                "resourceRequirements": [{"type": "GPU", "value": "1"}],
            }
        ]
    ),
)
service = aws.ecs.Service(
    "triton", cluster=cluster.arn, task_definition=task.arn, desired_count=1
)
pulumi.export("service", service.name)
