variable "stage" { type = string }
variable "location" {
  type    = string
  default = "westeurope"
}
