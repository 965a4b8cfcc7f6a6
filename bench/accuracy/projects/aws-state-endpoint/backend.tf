terraform {
  backend "s3" {
    bucket = "search-terraform"
    key    = "prod/terraform.tfstate"
    region = "eu-west-1"
  }
}
