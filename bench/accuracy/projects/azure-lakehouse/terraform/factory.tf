resource "azurerm_data_factory" "ingest" {
  name                = "adf-lakehouse-${var.stage}"
  resource_group_name = azurerm_resource_group.lake.name
  location            = var.location
  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_data_factory_trigger_schedule" "nightly" {
  name            = "nightly"
  data_factory_id = azurerm_data_factory.ingest.id
  pipeline_name   = "copy-orders"
  frequency       = "Day"
}
