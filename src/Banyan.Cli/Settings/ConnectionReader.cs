using System.CommandLine;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Settings;

/// <summary>Finds the settings: flag over environment over profile over default.</summary>
internal static class ConnectionReader
{
    private const string DefaultUrl = "http://127.0.0.1:8090";

    /// <summary>Reads them all, or says the first that is wrong.</summary>
    public static (Connection? Connection, CliFailure? Problem) Read(ParseResult parsed, SharedOptions shared, CliContext context)
    {
        var name = ProfileName(parsed, shared, context);
        var (profile, problem) = ProfileFile.Read(name, context);
        if (profile is null)
        {
            return (null, problem);
        }

        var url = ReadUrl(parsed.GetValue(shared.Url) ?? context.Variable("BANYAN_URL") ?? profile.Url ?? DefaultUrl);
        if (url is null)
        {
            return (null, CliFailure.Usage("The address of the service is not an http or https address without a query.", $"Write it like {DefaultUrl}: --url, BANYAN_URL, or url in the profile."));
        }

        var (time, timeProblem) = ReadTimeout(parsed, shared, context, profile);
        if (time is null)
        {
            return (null, timeProblem);
        }

        var (key, keyProblem) = KeyReader.Read(parsed.GetValue(shared.KeyFile), name, context);
        return keyProblem is null ? (new Connection(url, key, time.Value, context.Variable("BANYAN_MODEL") ?? profile.Model), null) : (null, keyProblem);
    }

    /// <summary>Whose settings are used.</summary>
    public static string ProfileName(ParseResult parsed, SharedOptions shared, CliContext context) => parsed.GetValue(shared.Profile) ?? context.Variable("BANYAN_PROFILE") ?? "default";

    /// <summary>Reads the time a command may take; a command that does not connect needs nothing else.</summary>
    public static (TimeSpan? Timeout, CliFailure? Problem) ReadTimeout(ParseResult parsed, SharedOptions shared, CliContext context, ProfileFile? profile = null)
    {
        var time = TimeText.Read(parsed.GetValue(shared.Timeout) ?? context.Variable("BANYAN_TIMEOUT") ?? profile?.Timeout ?? "5m");
        return time is null
            ? (null, CliFailure.Usage("The timeout is not a time between 1ms and 24h.", "Write it like 500ms, 30s or 5m: --timeout, BANYAN_TIMEOUT, or timeout in the profile."))
            : (time, null);
    }

    private static Uri? ReadUrl(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && (url.Scheme is "http" or "https") && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0
            ? url
            : null;
}
