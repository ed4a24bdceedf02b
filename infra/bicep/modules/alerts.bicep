// What mails people when the app cannot: the alerts of the product, read from its log, and what only the platform
// sees. The product writes its log lines as JSON; each event has a number that does not change.
@description('Begin of every name.')
param base string

@description('Where the log rules lie.')
param location string

@description('The workspace the log is in.')
param workspaceId string

@description('The database.')
param databaseId string

@description('Who is mailed.')
param emails array

var rules = [
  {
    name: 'fault'
    description: 'A fault of the app itself answered a call.'
    severity: 1
    window: 'PT5M'
    query: 'AppTraces | extend line = parse_json(Message) | where toint(line.EventId) in (1900)'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'incident'
    description: 'An incident began at a branch: the portal lists it, and the contacts of the branch are told as well.'
    severity: 2
    window: 'PT5M'
    query: 'AppTraces | extend line = parse_json(Message) | where toint(line.EventId) in (1700)'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'notice-late'
    description: 'Notices of incidents fail again and again: the mail server or a webhook does not take them.'
    severity: 2
    window: 'PT15M'
    query: 'AppTraces | extend line = parse_json(Message) | where toint(line.EventId) in (1710)'
    operator: 'GreaterThan'
    threshold: 2
  }
  {
    name: 'notice-lost'
    description: 'A notice of an incident was given up: somebody who is responsible does not know of it.'
    severity: 1
    window: 'PT5M'
    query: 'AppTraces | extend line = parse_json(Message) | where toint(line.EventId) in (1711)'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'store-away'
    description: 'The database did not answer, more often than a resume from a pause explains.'
    severity: 1
    window: 'PT5M'
    query: 'AppTraces | extend line = parse_json(Message) | where toint(line.EventId) in (1901)'
    operator: 'GreaterThan'
    threshold: 10
  }
  {
    name: 'work-failed'
    description: 'Work that repeats has failed several times: expiry of payments, delivery of what was left over.'
    severity: 2
    window: 'PT15M'
    query: 'AppTraces | extend line = parse_json(Message) | where toint(line.EventId) in (1910)'
    operator: 'GreaterThan'
    threshold: 2
  }
  {
    name: 'set-aside'
    description: 'A message could not be worked off and waits for a decision: admin set-aside list.'
    severity: 2
    window: 'PT5M'
    query: 'AppTraces | extend line = parse_json(Message) | where toint(line.EventId) in (1303, 1941)'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'queues-away'
    description: 'The storage queues do not answer: branches hear of orders late, from the database.'
    severity: 2
    window: 'PT15M'
    query: 'AppTraces | extend line = parse_json(Message) | where toint(line.EventId) in (1300)'
    operator: 'GreaterThan'
    threshold: 2
  }
  {
    name: 'refused'
    description: 'Callers were answered that the app cannot.'
    severity: 1
    window: 'PT5M'
    query: 'AppRequests | where toint(ResultCode) >= 500'
    operator: 'GreaterThan'
    threshold: 10
  }
  {
    name: 'clock-stopped'
    description: 'The minute timer has not run: nothing is expired, swept up or watched over.'
    severity: 1
    window: 'PT15M'
    query: 'AppRequests | where Name == "fn-minute" and Success == true'
    operator: 'LessThan'
    threshold: 1
  }
]

// Percent of what the database's size allows; docs/scale.md says which of them comes first.
var strains = [
  'cpu_percent'
  'log_write_percent'
  'workers_percent'
  'storage_percent'
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${base}-people'
  location: 'global'
  properties: {
    groupShortName: 'orders'
    enabled: true
    emailReceivers: [for email in emails: {
      name: email
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
}

resource onLog 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: '${base}-${rule.name}'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: '${base}-${rule.name}'
    description: rule.description
    severity: rule.severity
    enabled: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: rule.window
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: rule.operator
          threshold: rule.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    // The all-clear comes by itself.
    autoMitigate: true
    actions: {
      actionGroups: [
        people.id
      ]
    }
  }
}]

resource onDatabase 'Microsoft.Insights/metricAlerts@2018-03-01' = [for strain in strains: {
  name: '${base}-${strain}'
  location: 'global'
  properties: {
    description: 'The database is near a limit of its size.'
    severity: 2
    enabled: true
    scopes: [
      databaseId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: strain
          metricNamespace: 'Microsoft.Sql/servers/databases'
          metricName: strain
          operator: 'GreaterThan'
          threshold: 80
          timeAggregation: 'Average'
        }
      ]
    }
    autoMitigate: true
    actions: [
      {
        actionGroupId: people.id
      }
    ]
  }
}]
