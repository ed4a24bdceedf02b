using OrderConnector.Infra.Tests.Parsing;

namespace OrderConnector.Infra.Tests;

/// <summary>What a template may say by the grammar and the types, and what then fails, or stands open, in Azure.</summary>
public sealed class TrapsTests
{
    private const string SqlDatabases = "Microsoft.Sql/servers/databases";

    [BicepFact]
    public void The_site_comes_after_the_roles_of_its_identity_and_the_container_of_its_package()
    {
        var main = Repository.Main;
        var before = Before(main, "site");

        Assert.Contains("roles", before);
        Assert.Contains("storage", before);
        Assert.Contains("database", before);
        // A module is done when all of it is: the container lies in the module whose output the site reads.
        Assert.Contains(".outputs.packageContainerUri", Code(main.Module("site").Object["params.packageContainerUri"]));
        Assert.Equal("packages", Text(Repository.Template("storage").Resource("packages").Object["name"]));
        Assert.Contains("packages.name", Code(Output("storage", "packageContainerUri")));
    }

    [BicepFact]
    public void There_is_one_identity_and_it_is_assigned_by_us()
    {
        var site = Repository.Template("site").Single("Microsoft.Web/sites").Object;

        Assert.Equal("UserAssigned", Text(site["identity.type"]));
        Assert.Equal("identityId", Code(site["properties.keyVaultReferenceIdentity"]));
        Assert.Equal("identityId", Code(
            site["properties.functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId"]));
        Assert.DoesNotContain(Repository.Files, Contains("SystemAssigned"));
    }

    /// <summary>A name that needs a value known only at run time is refused (BCP120).</summary>
    [BicepFact]
    public void The_name_of_a_role_assignment_is_known_before_anything_is_made()
    {
        foreach (var assignment in Repository.Template("roles").Resources.Where(r => r.What.Contains("roleAssignments")))
        {
            var name = Assert.IsType<BicepValue.Call>(assignment.Object["name"]);
            var scope = Code(assignment.Object["scope"]);

            Assert.Equal("guid", name.Function);
            Assert.Equal($"{scope}.id", Code(name.With[0]));
            Assert.Equal("identityId", Code(name.With[1]));
            Assert.Equal(3, name.With.Count);
            Assert.Equal("principalId", Code(assignment.Object["properties.principalId"]));
        }
    }

    [BicepFact]
    public void Nobody_has_a_key_to_the_storage_account()
    {
        var account = Repository.Template("storage").Single("Microsoft.Storage/storageAccounts").Object;

        Assert.False(Truth(account["properties.allowSharedKeyAccess"]));
        Assert.False(Truth(account["properties.allowBlobPublicAccess"]));
        Assert.True(Truth(account["properties.supportsHttpsTrafficOnly"]));
        Assert.DoesNotContain(Repository.Files, Contains("listKeys"));
        Assert.DoesNotContain(Repository.Files, Contains("AccountKey"));
    }

    [BicepFact]
    public void The_database_server_knows_no_passwords()
    {
        var server = Repository.Template("database").Single("Microsoft.Sql/servers").Object;

        Assert.True(Truth(server["properties.administrators.azureADOnlyAuthentication"]));
        Assert.Null(server["properties.administratorLogin"]);
        Assert.DoesNotContain(Repository.Files, Contains("administratorLoginPassword"));
        Assert.DoesNotContain(Repository.Files, Contains("Password="));
    }

    /// <summary>0.5 is no literal of the language.</summary>
    [BicepFact]
    public void Decimals_go_through_json()
    {
        var least = Repository.Template("database").Single(SqlDatabases).Object["properties.minCapacity"];
        var quota = Repository.Template("monitoring").Single("Microsoft.OperationalInsights/workspaces")
            .Object["properties.workspaceCapping.dailyQuotaGb"];

        Assert.Equal("json", Assert.IsType<BicepValue.Call>(least).Function);
        Assert.Equal("json", Assert.IsType<BicepValue.Call>(quota).Function);
    }

    /// <summary>Long-term backups keep a database from pausing: never both.</summary>
    [BicepFact]
    public void A_database_that_pauses_keeps_no_long_backups()
    {
        var backups = Repository.Template("database").Single($"{SqlDatabases}/backupLongTermRetentionPolicies");
        var pause = Repository.Template("database").Single(SqlDatabases).Object["properties.autoPauseDelay"];

        Assert.Equal("(autoPauseMinutes == -1)", backups.Condition?.Source);
        Assert.Equal("autoPauseMinutes", Code(pause));
    }

    [BicepFact]
    public void The_subnet_is_lent_to_the_plan_that_is_used_and_only_it_reaches_the_database()
    {
        var subnet = Repository.Template("network").Single("Microsoft.Network/virtualNetworks").Object;
        var delegated = subnet.Everything().OfType<BicepValue.Text>().Select(text => text.Value).ToList();
        var all = Repository.Template("database").Single("Microsoft.Sql/servers/firewallRules");

        Assert.Contains("Microsoft.App/environments", delegated);
        Assert.Contains("Microsoft.Sql", delegated);
        Assert.Equal("(empty(subnetId))", all.Condition?.Source);
    }

    [BicepFact]
    public void Telemetry_without_keys_has_the_setting_and_the_role_it_then_needs()
    {
        var component = Repository.Template("monitoring").Single("Microsoft.Insights/components").Object;

        Assert.True(Truth(component["properties.DisableLocalAuth"]));
        Assert.Equal("'ClientId=${clientId};Authorization=AAD'", Settings.Of("APPLICATIONINSIGHTS_AUTHENTICATION_STRING"));
        Assert.Contains(RolesTests.Given(), role => role == ("component", "3913510d-42f4-4e42-8a64-420c390055eb"));
    }

    /// <summary>"false" would be refused once it was true.</summary>
    [BicepFact]
    public void The_vault_cannot_be_emptied_by_accident_and_is_opened_by_roles()
    {
        var vault = Repository.Template("vault").Single("Microsoft.KeyVault/vaults").Object;

        Assert.True(Truth(vault["properties.enablePurgeProtection"]));
        Assert.True(Truth(vault["properties.enableSoftDelete"]));
        Assert.True(Truth(vault["properties.enableRbacAuthorization"]));
    }

    [BicepFact]
    public void The_archive_cannot_be_changed_and_the_policy_can_be_left_alone_once_it_is_locked()
    {
        var policy = Repository.Template("storage")
            .Single("Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies");

        Assert.Equal("archive", Code(policy.Object["parent"]));
        Assert.Equal("(archiveRetentionDays > 0)", policy.Condition?.Source);
        Assert.False(Truth(policy.Object["properties.allowProtectedAppendWrites"]));
    }

    [BicepFact]
    public void Nobody_deploys_or_calls_with_a_password_or_in_the_clear()
    {
        var site = Repository.Template("site").Single("Microsoft.Web/sites").Object;
        var policies = Repository.Template("site").Resources
            .Where(r => r.What.Contains("basicPublishingCredentialsPolicies")).ToList();

        Assert.Equal(["ftp", "scm"], policies.Select(policy => Text(policy.Object["name"])).Order());
        Assert.All(policies, policy => Assert.False(Truth(policy.Object["properties.allow"])));
        Assert.True(Truth(site["properties.httpsOnly"]));
        Assert.Equal("1.2", Text(site["properties.siteConfig.minTlsVersion"]));
        Assert.Equal("Disabled", Text(site["properties.siteConfig.ftpsState"]));
    }

    /// <summary>The host names its locks by 32 characters of the site's name; uniqueString gives 13.</summary>
    [BicepFact]
    public void Names_stay_within_what_azure_takes()
    {
        var variables = Repository.Main.Variables.ToDictionary(variable => variable.Name, variable => variable.Value!);

        Assert.Equal("'oc-${environmentName}-${uniqueString(resourceGroup().id)}'", Code(variables["base"]));
        Assert.True("oc-".Length + 8 + 1 + 13 + "-app".Length <= 32);
        foreach (var name in (string[])["storageName", "vaultName"])
        {
            var take = Assert.IsType<BicepValue.Call>(variables[name]);
            Assert.Equal(("take", 24m), (take.Function, Assert.IsType<BicepValue.Number>(take.With[1]).Value));
        }
    }

    private static HashSet<string> Before(Template main, string module)
    {
        var names = main.Modules.Select(one => one.Name).ToHashSet();
        HashSet<string> found = [];
        Queue<string> open = new([module]);
        while (open.TryDequeue(out var next))
        {
            foreach (var name in main.Module(next).Names.Where(name => names.Contains(name) && found.Add(name)))
            {
                open.Enqueue(name);
            }
        }

        return found;
    }

    private static Predicate<string> Contains(string word) =>
        file => File.ReadAllText(file).Contains(word, StringComparison.OrdinalIgnoreCase);

    private static BicepValue Output(string template, string name) =>
        Repository.Template(template).Outputs.Single(output => output.Name == name).Value!;

    private static string Text(BicepValue? value) => Assert.IsType<BicepValue.Text>(value).Value;

    private static string Code(BicepValue? value) => Assert.IsType<BicepValue.Code>(value).Source;

    private static bool Truth(BicepValue? value) => Assert.IsType<BicepValue.Truth>(value).Value;
}
