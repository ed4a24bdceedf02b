// One OrderConnector cloud in one resource group. docs/deploy.md tells the steps around it; what cannot be
// written here, the database's user, is infra/database-user.sql.
targetScope = 'resourceGroup'

@description('Stands in every name: dev, prod. Two clouds of one subscription differ in it.')
@minLength(2)
@maxLength(8)
param environmentName string

@description('Where everything lies.')
param location string = resourceGroup().location

@description('Name of the Entra principal that administers the database; a group, so that people may change.')
param sqlAdministratorLogin string

@description('Object id of that principal.')
param sqlAdministratorObjectId string

@description('What that principal is.')
@allowed([
  'Group'
  'User'
  'Application'
])
param sqlAdministratorType string = 'Group'

@description('Whether database and app meet in a virtual network; without it any Azure service may knock.')
param useVirtualNetwork bool

@description('Most vCores of the serverless database.')
@allowed([
  1
  2
  4
  6
  8
  10
  12
  14
  16
  18
  20
  24
  32
  40
])
param sqlMaximumVCores int

@description('Fewest vCores, a decimal as text: 0.5 and up, what the size allows.')
param sqlMinimumVCores string

@description('Minutes of silence after which the database pauses; -1 never, and only then are long backups kept.')
param sqlAutoPauseMinutes int

@description('Where backups are kept beside the region.')
@allowed([
  'Local'
  'Zone'
  'Geo'
  'GeoZone'
])
param sqlBackupRedundancy string

@description('Copies of the storage account: Standard_LRS, Standard_ZRS.')
param storageSku string

@description('Days an archived blob cannot be changed or deleted; 0 leaves the policy as it is (once it is locked).')
@minValue(0)
@maxValue(4383)
param archiveRetentionDays int

@description('Memory of an instance.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int

@description('Most instances of each group of functions.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int

@description('HTTP calls one instance holds at once; waiting agents are such calls.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int

@description('Instances for HTTP that are always up; 0 lets the first caller of the day wait for a cold start.')
@minValue(0)
param alwaysReadyInstances int

@description('Gigabytes of logs a day after which no more are taken in, a decimal as text.')
param dailyLogGigabytes string

@description('Who is mailed by the alert rules.')
param alertEmails array

@description('More settings of the product: { name, value }, name with __ for a colon.')
param productSettings array = []

@description('Settings whose value is a secret in the vault: { name, secret }.')
param secretSettings array = []

var base = 'oc-${environmentName}-${uniqueString(resourceGroup().id)}'
var storageName = take('oc${environmentName}${uniqueString(resourceGroup().id)}', 24)
var vaultName = take('oc${environmentName}${uniqueString(resourceGroup().id)}', 24)

// The product's own default, said here because the names of the queues begin with it.
var queuePrefix = 'orders'
var alarmQueue = '${queuePrefix}-c-alarm'

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: '${base}-id'
    location: location
  }
}

module network 'modules/network.bicep' = if (useVirtualNetwork) {
  name: 'network'
  params: {
    name: '${base}-net'
    location: location
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: storageName
    location: location
    sku: storageSku
    queueNames: [
      '${queuePrefix}-c-work'
      '${queuePrefix}-c-directory'
      alarmQueue
      '${alarmQueue}-poison'
    ]
    archiveRetentionDays: archiveRetentionDays
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    serverName: '${base}-sql'
    location: location
    administratorLogin: sqlAdministratorLogin
    administratorObjectId: sqlAdministratorObjectId
    administratorType: sqlAdministratorType
    subnetId: useVirtualNetwork ? network!.outputs.subnetId : ''
    maximumVCores: sqlMaximumVCores
    minimumVCores: sqlMinimumVCores
    autoPauseMinutes: sqlAutoPauseMinutes
    backupRedundancy: sqlBackupRedundancy
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    workspaceName: '${base}-logs'
    componentName: '${base}-insights'
    location: location
    dailyLogGigabytes: dailyLogGigabytes
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: vaultName
    location: location
  }
}

// Before the site: the platform reads the package, and the host its storage, with these roles at the first start.
module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    identityId: identity.outputs.id
    principalId: identity.outputs.principalId
    storageName: storage.outputs.name
    componentName: monitoring.outputs.componentName
    vaultName: vault.outputs.name
  }
}

module site 'modules/site.bicep' = {
  name: 'site'
  params: {
    // Under 32 characters: the host names its locks by no more of it than that.
    name: '${base}-app'
    planName: '${base}-plan'
    location: location
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    storageName: storage.outputs.name
    queueEndpoint: storage.outputs.queueEndpoint
    queuePrefix: queuePrefix
    alarmQueue: alarmQueue
    packageContainerUri: storage.outputs.packageContainerUri
    serverHost: database.outputs.serverHost
    databaseName: database.outputs.databaseName
    insightsConnectionString: monitoring.outputs.connectionString
    vaultName: vault.outputs.name
    subnetId: useVirtualNetwork ? network!.outputs.subnetId : ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    httpConcurrency: httpConcurrency
    alwaysReadyInstances: alwaysReadyInstances
    productSettings: productSettings
    secretSettings: secretSettings
  }
  dependsOn: [
    roles
  ]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    base: base
    location: location
    workspaceId: monitoring.outputs.workspaceId
    databaseId: database.outputs.databaseId
    emails: alertEmails
  }
}

output siteName string = site.outputs.name
output siteHost string = site.outputs.host
output storageName string = storage.outputs.name
output vaultName string = vault.outputs.name
output serverName string = database.outputs.serverName
output serverHost string = database.outputs.serverHost
output databaseName string = database.outputs.databaseName
output identityName string = identity.outputs.name
output identityClientId string = identity.outputs.clientId
