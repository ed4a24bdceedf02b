using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Hosting;

public sealed class StandingBesideItsData
{
    [Fact]
    public async Task No_settings_file_is_watched_because_each_write_of_the_store_would_wake_the_watch()
    {
        await using var cloud = await CloudUnderTest.StartAsync();
        var files = ((IConfigurationBuilder)cloud.Services.GetRequiredService<IConfiguration>()).Sources
            .OfType<FileConfigurationSource>().ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(file.ReloadOnChange));
    }
}
