using OrderConnector.Infra.Tests.Parsing;

namespace OrderConnector.Infra.Tests;

/// <summary>What the app's identity may do: exactly this, each on one resource.</summary>
public sealed class RolesTests
{
    private static readonly (string Scope, string Name, string Id)[] s_needed =
    [
        ("account", "storageBlobDataOwner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"),
        ("account", "storageQueueDataContributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88"),
        ("account", "storageTableDataContributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"),
        ("component", "monitoringMetricsPublisher", "3913510d-42f4-4e42-8a64-420c390055eb"),
        ("vault", "keyVaultSecretsUser", "4633458b-17de-408a-b874-0445c86b69e6"),
    ];

    [BicepFact]
    public void The_identity_has_the_roles_it_needs_and_no_others() =>
        Assert.Equal(s_needed.Select(role => (role.Scope, role.Id)).Order(), Given().Order());

    [BicepFact]
    public void A_role_is_called_what_it_is() => Assert.All(s_needed, role => Assert.Equal(
        new BicepValue.Text(role.Id),
        Repository.Template("roles").Variables.Single(variable => variable.Name == role.Name).Value));

    [BicepFact]
    public void Roles_are_given_in_one_place() => Assert.Equal(
        ["roles"],
        Repository.Templates
            .Where(template => template.Resources.Any(resource => resource.What.Contains("roleAssignments")))
            .Select(template => Path.GetFileNameWithoutExtension(template.File)));

    /// <summary>Scope and id of each role that is given.</summary>
    internal static IEnumerable<(string Scope, string Id)> Given()
    {
        var roles = Repository.Template("roles");
        foreach (var assignment in roles.Resources.Where(resource => resource.What.Contains("roleAssignments")))
        {
            var definition = (BicepValue.Call)assignment.Object["properties.roleDefinitionId"]!;
            Assert.Equal("subscriptionResourceId", definition.Function);
            var scope = ((BicepValue.Code)assignment.Object["scope"]!).Source;
            var ids = assignment.Body is BicepValue.Loop loop
                ? ((BicepValue.Many)roles.Resolve(loop.Over)).Items
                : [definition.With[1]];
            foreach (var id in ids)
            {
                yield return (scope, ((BicepValue.Text)roles.Resolve(id)).Value);
            }
        }
    }
}
