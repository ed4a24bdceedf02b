// The subnet the app's instances come from; the database lets nobody else in.
@description('Name of the network.')
param name string

@description('Where it lies.')
param location string

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.0.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'app'
        properties: {
          // Each instance takes an address: 1,019 of them at most.
          addressPrefix: '10.0.0.0/22'
          delegations: [
            {
              name: 'app'
              properties: {
                // Flex Consumption's; Premium and Dedicated want Microsoft.Web/serverFarms.
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
          serviceEndpoints: [
            {
              service: 'Microsoft.Sql'
            }
          ]
        }
      }
    ]
  }
}

output subnetId string = network.properties.subnets[0].id
