using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.SqlServer;

namespace OrderConnector.SqlServer.Tests;

/// <summary>What the section Store says about SQL Server, and what is said about it.</summary>
public sealed class ConfiguringTheDatabase : IDisposable
{
    private const string Secret = "s3cr3t-pa55";
    private const string Remote = "Server=tcp:db.example.test,1433;Database=orders";
    private const string Local = "Server=127.0.0.1;Database=orders";

    private readonly string file = Path.Combine(Path.GetTempPath(), "oc-" + Path.GetRandomFileName());

    public void Dispose() => File.Delete(file);

    [Fact]
    public void The_store_is_chosen_by_configuration_alone()
    {
        var options = Options(("ConnectionString", $"{Remote};User ID=app;Password={Secret}"));

        Assert.Empty(Faults(options));
        Assert.Equal("SQL Server", options.Place);
    }

    [Theory]
    [InlineData("", "", "Sql", "Store:ConnectionString or Store:ConnectionStringFile must name the database")]
    [InlineData(Remote, "/somewhere", "Sql", "one of the two")]
    [InlineData("", "/nowhere/at/all", "Sql", "Store:ConnectionStringFile names no file.")]
    [InlineData("Server=x;Pass;word=" + Secret, "", "Sql", "Store:ConnectionString is no connection string")]
    [InlineData("Server=x;User ID=a;Password=b", "", "Sql", "must name Server and Database")]
    [InlineData(Remote + ";User ID=a;Password=b;Encrypt=False", "", "Sql", "says Encrypt=False")]
    [InlineData(Remote, "", "Sql", "names no login; set Store:Login to ManagedIdentity")]
    [InlineData(Remote + ";User ID=a;Password=b", "", "ManagedIdentity", "Store:Login says ManagedIdentity")]
    [InlineData(Remote + ";User ID=a;Password=b", "", "Windows", "Store:Login must be \"Sql\", \"ManagedIdentity\" or")]
    public void A_wrong_setting_is_named_and_no_secret_told(string text, string path, string login, string fault)
    {
        var faults = Faults(Options(("ConnectionString", text), ("ConnectionStringFile", path), ("Login", login)));

        Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
        Assert.DoesNotContain(faults, found => found.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_with_the_connection_string_must_be_the_users_own()
    {
        File.WriteAllText(file, $"{Remote};User ID=app;Password={Secret}\n");
        var options = Options(("ConnectionStringFile", file));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Assert.Equal(
                ["Store:ConnectionStringFile must be readable by the service user alone (chmod 600)."],
                Faults(options));
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Assert.Empty(Faults(options));
        Assert.Contains(Secret, SqlServerConnectionString.Read(options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Remote, "Encrypt=True")]
    [InlineData(Local, "Encrypt=False")]
    [InlineData(Local + ";Encrypt=True", "Encrypt=True")]
    [InlineData(Remote + ";MultipleActiveResultSets=True", "Multiple Active Result Sets=False")]
    [InlineData(Remote + ";Persist Security Info=True", "Persist Security Info=False")]
    [InlineData(Remote, "Application Name=OrderConnector")]
    public void A_connection_is_encrypted_beyond_this_machine_and_carries_one_result_at_a_time(
        string text, string expected) => Assert.Contains(
        expected.Replace(" ", "", StringComparison.Ordinal),
        SqlServerConnectionString.Read(new StoringOptions { ConnectionString = text })
            .Replace(" ", "", StringComparison.Ordinal),
        StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void The_identity_of_the_environment_is_taken_where_none_is_named()
    {
        Assert.Equal("from-environment", Bind(("AZURE_CLIENT_ID", "from-environment")).ManagedIdentityClientId);
        Assert.Equal("named", Bind(
            ("AZURE_CLIENT_ID", "from-environment"), ("Store:ManagedIdentityClientId", "named")).ManagedIdentityClientId);
    }

    [Fact]
    public async Task A_managed_identity_logs_in_with_a_token_for_the_database()
    {
        var credential = new RefusingCredential();
        var connections = SqlServerConnections.WithIdentity(Remote, credential);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => connections.OpenAsync(default));

        Assert.Equal(["https://database.windows.net/.default"], credential.Asked);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_waited_for()
    {
        var connections = SqlServerConnections.WithLogin(
            "Server=tcp:127.0.0.1,1;Database=orders;User ID=app;Password=x;Connect Timeout=2;ConnectRetryCount=0");

        var failure = await Record.ExceptionAsync(() => connections.OpenAsync(default));

        Assert.Equal(SqlServerFailure.Away, SqlServerFailures.Of(connections.NumberOf(failure!)!.Value));
    }

    [Fact]
    public async Task The_command_line_says_what_is_wrong_with_the_store()
    {
        var error = new StringWriter();
        var world = new Surroundings(
            TimeProvider.System, bytes => bytes.Clear(), TextWriter.Null, error, "anna",
            (services, _) => services.AddStoring(new ConfigurationBuilder().AddInMemoryCollection(
                new Dictionary<string, string?> { ["Store:Provider"] = "SqlServer" }).Build()));

        var code = await CommandLine.RunAsync(["admin", "migrate"], world);

        Assert.Equal(1, code);
        Assert.StartsWith("Store:ConnectionString or", error.ToString(), StringComparison.Ordinal);
    }

    private static StoringOptions Options(params (string Key, string Value)[] settings) =>
        Bind([("Store:Provider", "SqlServer"), .. settings.Select(s => ($"Store:{s.Key}", s.Value))]);

    private static StoringOptions Bind(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))).Build();
        var options = new StoringOptions();
        using var provider = new ServiceCollection().AddStoring(configuration).BuildServiceProvider();
        provider.GetServices<IConfigureOptions<StoringOptions>>().ToList().ForEach(one => one.Configure(options));
        provider.GetServices<IPostConfigureOptions<StoringOptions>>().ToList()
            .ForEach(one => one.PostConfigure("", options));
        return options;
    }

    private static IEnumerable<string> Faults(StoringOptions options) =>
        new StoringOptionsRules().Validate(null, options).Failures ?? [];

    private sealed class RefusingCredential : TokenCredential
    {
        public List<string> Asked { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Asked.AddRange(requestContext.Scopes);
            throw new UnauthorizedAccessException();
        }
    }
}
