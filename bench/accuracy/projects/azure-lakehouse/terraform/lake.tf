resource "azurerm_resource_group" "lake" {
  name     = "rg-lakehouse"
  location = var.location
}

resource "azurerm_storage_account" "lake" {
  name                     = "stlakehouse${var.stage}"
  resource_group_name      = azurerm_resource_group.lake.name
  location                 = var.location
  account_tier             = "Standard"
  account_replication_type = "ZRS"
  is_hns_enabled           = true
}

resource "azurerm_storage_data_lake_gen2_filesystem" "layer" {
  for_each           = toset(["bronze", "silver", "gold"])
  name               = each.key
  storage_account_id = azurerm_storage_account.lake.id
}
