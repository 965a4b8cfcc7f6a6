resource "azurerm_databricks_workspace" "work" {
  name                = "dbw-lakehouse-${var.stage}"
  resource_group_name = azurerm_resource_group.lake.name
  location            = var.location
  sku                 = "premium"
}
