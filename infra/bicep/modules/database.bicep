// Azure SQL, serverless, Entra logins only: there is no password that could leak.
@description('Name of the server.')
param serverName string

@description('Where it lies.')
param location string

@description('Name of the principal that administers it.')
param administratorLogin string

@description('Object id of that principal.')
param administratorObjectId string

@description('Group, User or Application.')
param administratorType string

@description('The subnet that is let in; empty lets all of Azure knock.')
param subnetId string

@description('Most vCores.')
param maximumVCores int

@description('Fewest vCores, a decimal as text.')
param minimumVCores string

@description('Minutes of silence before it pauses; -1 never.')
param autoPauseMinutes int

@description('Local, Zone, Geo or GeoZone.')
param backupRedundancy string

resource server 'Microsoft.Sql/servers@2025-01-01' = {
  name: serverName
  location: location
  properties: {
    version: '12.0'
    minimalTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
    administrators: {
      administratorType: 'ActiveDirectory'
      principalType: administratorType
      login: administratorLogin
      sid: administratorObjectId
      tenantId: subscription().tenantId
      azureADOnlyAuthentication: true
    }
  }
}

resource database 'Microsoft.Sql/servers/databases@2025-01-01' = {
  parent: server
  name: 'orders'
  location: location
  sku: {
    name: 'GP_S_Gen5'
    tier: 'GeneralPurpose'
    family: 'Gen5'
    capacity: maximumVCores
  }
  properties: {
    collation: 'SQL_Latin1_General_CP1_CI_AS'
    maxSizeBytes: 274877906944
    autoPauseDelay: autoPauseMinutes
    // A decimal is no literal of this language.
    minCapacity: json(minimumVCores)
    requestedBackupStorageRedundancy: backupRedundancy
  }
}

resource shortBackups 'Microsoft.Sql/servers/databases/backupShortTermRetentionPolicies@2025-01-01' = {
  parent: database
  name: 'default'
  properties: {
    retentionDays: 35
    diffBackupIntervalInHours: 12
  }
}

// Long-term backups keep a database from pausing: only where it never pauses anyway.
resource longBackups 'Microsoft.Sql/servers/databases/backupLongTermRetentionPolicies@2025-01-01' = if (autoPauseMinutes == -1) {
  parent: database
  name: 'default'
  properties: {
    weeklyRetention: 'P5W'
    monthlyRetention: 'P12M'
  }
  dependsOn: [
    shortBackups
  ]
}

resource fromSubnet 'Microsoft.Sql/servers/virtualNetworkRules@2025-01-01' = if (!empty(subnetId)) {
  parent: server
  name: 'app'
  properties: {
    virtualNetworkSubnetId: subnetId
  }
}

// Any tenant's Azure may knock, and still needs an Entra login this database knows: for a try-out, not for production.
resource fromAzure 'Microsoft.Sql/servers/firewallRules@2025-01-01' = if (empty(subnetId)) {
  parent: server
  name: 'AllowAllWindowsAzureIps'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
  }
}

output serverName string = server.name
output serverHost string = server.properties.fullyQualifiedDomainName
output databaseName string = database.name
output databaseId string = database.id
