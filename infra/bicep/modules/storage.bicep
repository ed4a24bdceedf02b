// One storage account: the package, the host's locks, the delivery queues, the archive. Nobody has a key to it.
@description('Name of the account, at most 24 lower-case letters and digits.')
param name string

@description('Where it lies.')
param location string

@description('Copies kept: Standard_LRS, Standard_ZRS.')
param sku string

@description('Queues of the app as a whole; those of the branches it makes by itself.')
param queueNames array

@description('Days an archived blob cannot be changed or deleted; 0 leaves the policy as it is.')
param archiveRetentionDays int

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: name
  location: location
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowCrossTenantReplication: false
    publicNetworkAccess: 'Enabled'
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-08-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: 30
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 30
    }
  }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' = {
  parent: blobs
  name: 'packages'
  properties: {
    publicAccess: 'None'
  }
}

resource archive 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' = {
  parent: blobs
  name: 'archive'
  properties: {
    publicAccess: 'None'
  }
}

// Unlocked until somebody locks it for good (docs/deploy.md): a wrong number could not be taken back for ten years.
resource archivePolicy 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-08-01' = if (archiveRetentionDays > 0) {
  parent: archive
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: archiveRetentionDays
    allowProtectedAppendWrites: false
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-08-01' = {
  parent: account
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-08-01' = [for queueName in queueNames: {
  parent: queueService
  name: queueName
}]

output name string = account.name
output queueEndpoint string = account.properties.primaryEndpoints.queue
output packageContainerUri string = '${account.properties.primaryEndpoints.blob}${packages.name}'
