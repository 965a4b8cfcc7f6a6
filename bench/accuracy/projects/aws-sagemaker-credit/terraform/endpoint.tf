variable "model_package" { type = string }
variable "role" { type = string }

resource "aws_sagemaker_model" "credit" {
  name               = "credit"
  execution_role_arn = var.role
  primary_container {
    model_package_name = var.model_package
  }
}

resource "aws_sagemaker_endpoint_configuration" "credit" {
  name = "credit"
  production_variants {
    variant_name           = "all"
    model_name             = aws_sagemaker_model.credit.name
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
  }
}

resource "aws_sagemaker_endpoint" "credit" {
  name                 = "credit"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.credit.name
}
