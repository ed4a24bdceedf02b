using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.Options;
using OrderConnector.Functions.Hosting;

namespace OrderConnector.Functions.Administering;

/// <summary>serve: the cloud app, alone or under the Azure Functions host.</summary>
public static class ServeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(Surroundings world, Option<string> data)
    {
        var urls = new Option<string?>("--urls")
        {
            Description = $"Addresses to listen on. Default: {CloudSettings.DefaultUrls}",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "A configuration value, Section:Key=value; may be given more than once.",
            AllowMultipleArgumentsPerToken = false,
        };
        set.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError("--set takes Section:Key=value.");
            }
        });
        var serve = new Command("serve", "Serves shops, agents and operators. The default command.") { urls, set };
        serve.SetAction((parsed, cancellationToken) => ServeAsync(
            world,
            new CloudSettings(
                parsed.GetValue(data), parsed.GetValue(urls), (parsed.GetValue(set) ?? []).Select(Pair).ToList()),
            cancellationToken));
        return serve;
    }

    private static KeyValuePair<string, string?> Pair(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return new(text[..at], text[(at + 1)..]);
    }

    private static async Task<int> ServeAsync(
        Surroundings world, CloudSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            var app = CloudHost.Build(settings, world.Clock, world.Random, world.AddStages);
            return await CloudHost.ServeAsync(app, cancellationToken);
        }
        catch (OptionsValidationException exception)
        {
            foreach (var failure in exception.Failures)
            {
                await world.Error.WriteLineAsync(failure);
            }

            return 1;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or DbException or FormatException)
        {
            // An address in use or none, a folder that cannot be written, a store that is none.
            await world.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
