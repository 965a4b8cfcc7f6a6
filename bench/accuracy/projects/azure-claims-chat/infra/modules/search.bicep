param name string
param location string

resource service 'Microsoft.Search/searchServices@2023-11-01' = {
  name: name
  location: location
  sku: { name: 'basic' }
  properties: { replicaCount: 1, partitionCount: 1, semanticSearch: 'standard' }
}

output endpoint string = 'https://${service.name}.search.windows.net'
