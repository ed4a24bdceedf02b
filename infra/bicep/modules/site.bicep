// The app: Flex Consumption with the product's own executable behind the Functions host.
@description('Name of the site.')
param name string

@description('Name of the plan; a Flex plan carries one site.')
param planName string

@description('Where they lie.')
param location string

@description('Resource id of the identity.')
param identityId string

@description('Client id of the identity.')
param clientId string

@description('The storage account.')
param storageName string

@description('Address of its queues.')
param queueEndpoint string

@description('What the names of the branches\' queues begin with.')
param queuePrefix string

@description('The queue whose messages call the app when something is due.')
param alarmQueue string

@description('Address of the container the package lies in.')
param packageContainerUri string

@description('Host name of the database server.')
param serverHost string

@description('Name of the database.')
param databaseName string

@description('Where telemetry goes.')
param insightsConnectionString string

@description('The vault.')
param vaultName string

@description('The subnet instances come from; empty for none.')
param subnetId string

@description('Memory of an instance.')
param instanceMemoryMB int

@description('Most instances of each group of functions.')
param maximumInstanceCount int

@description('HTTP calls one instance holds at once.')
param httpConcurrency int

@description('Instances for HTTP that are always up.')
param alwaysReadyInstances int

@description('More settings of the product: { name, value }.')
param productSettings array

@description('Settings out of the vault: { name, secret }.')
param secretSettings array

var settingsFromVault = [for setting in secretSettings: {
  name: setting.name
  value: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${setting.secret})'
}]

// The whole set: whatever is changed by hand elsewhere is gone with the next deployment.
var settings = [
  {
    name: 'AzureWebJobsStorage__accountName'
    value: storageName
  }
  {
    name: 'AzureWebJobsStorage__credential'
    value: 'managedidentity'
  }
  {
    name: 'AzureWebJobsStorage__clientId'
    value: clientId
  }
  {
    name: 'AzureWebJobsDisableHomepage'
    value: 'true'
  }
  {
    name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
    value: insightsConnectionString
  }
  {
    name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
    value: 'ClientId=${clientId};Authorization=AAD'
  }
  {
    name: 'AZURE_CLIENT_ID'
    value: clientId
  }
  {
    name: 'Store__Provider'
    value: 'SqlServer'
  }
  {
    name: 'Store__ConnectionString'
    value: 'Server=tcp:${serverHost},1433;Database=${databaseName};Encrypt=True;Connect Timeout=60'
  }
  {
    // As the identity that AZURE_CLIENT_ID names.
    name: 'Store__Login'
    value: 'ManagedIdentity'
  }
  {
    // The app's database user may not change the schema: 'admin migrate' does, before a new version is deployed.
    name: 'Store__Migrate'
    value: 'false'
  }
  {
    name: 'Queue__Provider'
    value: 'AzureStorage'
  }
  {
    name: 'Queue__ServiceUri'
    value: queueEndpoint
  }
  {
    name: 'Queue__Prefix'
    value: queuePrefix
  }
  {
    name: 'ALARM_QUEUE'
    value: alarmQueue
  }
]

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Else references to the vault would be read with a system identity that is not there.
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'custom'
        version: '1.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0 ? [] : [
          {
            name: 'http'
            instanceCount: alwaysReadyInstances
          }
        ]
        triggers: {
          http: {
            perInstanceConcurrency: httpConcurrency
          }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      appSettings: concat(settings, productSettings, settingsFromVault)
    }
  }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'scm'
  properties: {
    allow: false
  }
}

resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'ftp'
  properties: {
    allow: false
  }
}

output name string = site.name
output host string = site.properties.defaultHostName
