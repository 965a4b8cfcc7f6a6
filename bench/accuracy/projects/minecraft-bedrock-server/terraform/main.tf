provider "aws" {
  region = "eu-central-1"
}

resource "aws_instance" "bedrock" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.large"
  user_data     = file("${path.module}/start.sh")
  tags = {
    Name = "bedrock-server"
  }
}

resource "aws_security_group" "bedrock" {
  name = "bedrock"
  ingress {
    from_port   = 19132
    to_port     = 19132
    protocol    = "udp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_s3_bucket" "backup" {
  bucket = "bedrock-world-backup"
}
