// The vault of secrets that settings refer to, such as the mail server's password.
@description('Name of the vault, at most 24 characters.')
param name string

@description('Where it lies.')
param location string

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 30
    // For good: a vault of this name cannot be made anew for 30 days after it was deleted.
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
  }
}

output name string = vault.name
