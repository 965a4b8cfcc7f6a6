terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.9" }
  }
}

provider "azurerm" {
  features {}
}

resource "azurerm_resource_group" "invoices" {
  name     = "rg-invoices"
  location = "Germany West Central"
}

resource "azurerm_storage_account" "invoices" {
  name                     = "stinvoices"
  resource_group_name      = azurerm_resource_group.invoices.name
  location                 = azurerm_resource_group.invoices.location
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_cognitive_account" "reader" {
  name                = "di-invoices"
  resource_group_name = azurerm_resource_group.invoices.name
  location            = azurerm_resource_group.invoices.location
  kind                = "FormRecognizer"
  sku_name            = "S0"
}

resource "azurerm_service_plan" "functions" {
  name                = "plan-invoices"
  resource_group_name = azurerm_resource_group.invoices.name
  location            = azurerm_resource_group.invoices.location
  os_type             = "Linux"
  sku_name            = "Y1"
}

resource "azurerm_linux_function_app" "functions" {
  name                       = "func-invoices"
  resource_group_name        = azurerm_resource_group.invoices.name
  location                   = azurerm_resource_group.invoices.location
  service_plan_id            = azurerm_service_plan.functions.id
  storage_account_name       = azurerm_storage_account.invoices.name
  storage_account_access_key = azurerm_storage_account.invoices.primary_access_key
  app_settings = {
    DOCUMENT_ENDPOINT = azurerm_cognitive_account.reader.endpoint
  }
  site_config {
    application_stack {
      node_version = "20"
    }
  }
}
