using Microsoft.Extensions.Options;

namespace OrderConnector.PosAgent.Issuing;

/// <summary>Lists every fault of the section "Pos" by its key, before the agent starts.</summary>
internal sealed class IssuingOptionsValidation : IValidateOptions<IssuingOptions>
{
    public ValidateOptionsResult Validate(string? name, IssuingOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(IssuingOptions options)
    {
        if (options.Kind is not ("none" or "file" or "http"))
        {
            yield return $"Pos:Kind is '{options.Kind}'; it must be none, file or http.";
        }

        if (options.Kind == "file" && !Path.IsPathFullyQualified(options.Directory ?? ""))
        {
            yield return "Pos:Directory must be the absolute path of a directory when Pos:Kind is file.";
        }

        if (options.Kind == "http")
        {
            foreach (var fault in HttpFaults(options))
            {
                yield return fault;
            }
        }

        if (options.LeadMinutes is < 0 or > 1440)
        {
            yield return "Pos:LeadMinutes must be 0 to 1440.";
        }

        if (options.TimeoutSeconds is < 1 or > 300)
        {
            yield return "Pos:TimeoutSeconds must be 1 to 300.";
        }
    }

    private static IEnumerable<string> HttpFaults(IssuingOptions options)
    {
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || !HttpPosSink.IsSafe(url))
        {
            yield return "Pos:Url must be an https address, or http on this machine, when Pos:Kind is http; "
                + "a user name or password does not belong into it.";
        }

        if (options.Secret is not null && options.SecretFile is not null)
        {
            yield return "Pos:Secret and Pos:SecretFile are both set; only one of them may be.";
        }
        else if (options.SecretFile is not null && !PosSecret.CanRead(options.SecretFile))
        {
            yield return $"Pos:SecretFile {options.SecretFile} cannot be read, is empty, or holds more than one line.";
        }
        else if (options.Secret is not null && !PosSecret.IsUsable(options.Secret))
        {
            yield return "Pos:Secret is empty or holds characters other than visible ASCII.";
        }
    }
}
