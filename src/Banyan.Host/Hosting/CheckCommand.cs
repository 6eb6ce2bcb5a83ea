using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Gateway.Catalog;
using Banyan.Gateway.Upstreams.Probing;

namespace Banyan.Host.Hosting;

/// <summary><c>--check</c>: says everything that is wrong with the configuration, and with <c>--live</c> whether its providers answer.</summary>
internal static class CheckCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Prints the report.</summary>
    /// <param name="loaded">The configuration.</param>
    /// <param name="words">What was asked for.</param>
    /// <param name="compose">Puts the parts together that ask providers; nothing is started.</param>
    /// <returns>0 clean, 1 errors, a provider that does not answer, or warnings when strict.</returns>
    public static async Task<int> RunAsync(LoadedConfig loaded, HostArguments words, Func<WebApplication> compose)
    {
        var findings = words.IsLive && loaded.Snapshot is { } snapshot ? await ProbeAsync(compose, probe => probe.RunAsync(snapshot, CancellationToken.None)) : null;
        Console.Out.WriteLine(words.WantsJson ? Json(loaded, findings) : Text(loaded, findings));
        return findings?.Any(finding => !finding.IsGood) == true ? 1 : ConfigReport.ExitCode(loaded, words.IsStrict);
    }

    /// <summary>Says why the service does not start.</summary>
    /// <returns>1.</returns>
    public static int Refuse(LoadedConfig loaded)
    {
        Console.Error.WriteLine(ConfigReport.Text(loaded));
        return 1;
    }

    private static async Task<IReadOnlyList<ProbeFinding>> ProbeAsync(Func<WebApplication> compose, Func<ProviderProbe, Task<IReadOnlyList<ProbeFinding>>> run)
    {
        await using var unstarted = compose();
        return await run(unstarted.Services.GetRequiredService<ProviderProbe>());
    }

    private static string Text(LoadedConfig loaded, IReadOnlyList<ProbeFinding>? findings) => findings switch
    {
        null => ConfigReport.Text(loaded),
        { Count: 0 } => ConfigReport.Text(loaded) + "No provider is configured: there is nobody to ask.",
        _ => ConfigReport.Text(loaded) + string.Join('\n', findings.Select(finding => $"{(finding.IsGood ? "ok" : "failed")} {Printable(finding.Text)}")),
    };

    private static string Json(LoadedConfig loaded, IReadOnlyList<ProbeFinding>? findings)
    {
        if (findings is null)
        {
            return ConfigReport.Json(loaded);
        }

        var report = JsonNode.Parse(ConfigReport.Json(loaded))!;
        report["live"] = new JsonArray([.. findings.Select(finding => new JsonObject
        {
            ["provider"] = finding.Provider,
            ["key"] = finding.Key,
            ["model"] = finding.Model,
            ["good"] = finding.IsGood,
            ["code"] = finding.Failure?.Code,
            ["message"] = finding.Text,
            ["milliseconds"] = (long)finding.Took.TotalMilliseconds,
        })]);
        return report.ToJsonString(Indented);
    }

    /// <summary>A provider's own words must not steer a terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
