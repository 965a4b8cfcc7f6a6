targetScope = 'resourceGroup'
param location string = resourceGroup().location
param prefix string = 'claims'

module openai 'modules/openai.bicep' = {
  name: 'openai'
  params: { name: '${prefix}-aoai', location: location }
}

module search 'modules/search.bicep' = {
  name: 'search'
  params: { name: '${prefix}-search', location: location }
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${prefix}-plan'
  location: location
  sku: { name: 'P1v3' }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: '${prefix}-chat'
  location: location
  kind: 'app,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    siteConfig: {
      linuxFxVersion: 'PYTHON|3.12'
      appSettings: [
        { name: 'AZURE_OPENAI_ENDPOINT', value: openai.outputs.endpoint }
        { name: 'SEARCH_ENDPOINT', value: search.outputs.endpoint }
        { name: 'CHAT_DEPLOYMENT', value: 'chat' }
      ]
    }
  }
}
