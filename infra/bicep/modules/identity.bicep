// The one identity of the app. User-assigned: its roles are given before the site exists, and outlive the site.
@description('Its name; the database user has the same.')
param name string

@description('Where it lies.')
param location string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
}

output name string = identity.name
output id string = identity.id
output principalId string = identity.properties.principalId
output clientId string = identity.properties.clientId
