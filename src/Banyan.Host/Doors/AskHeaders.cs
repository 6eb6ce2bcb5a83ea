using System.Globalization;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>Reads the request headers that are ours, and those an upstream of the same language may see.</summary>
internal static class AskHeaders
{
    private static readonly string[] Passed = ["anthropic-version", "anthropic-beta", "openai-beta"];

    public static bool IsStrict(HttpContext http) => string.Equals(http.Request.Headers["x-banyan-strict"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The caller's own time bound, which may only shorten the configured one: <c>30s</c>, <c>500ms</c>, or seconds.</summary>
    public static TimeSpan Timeout(HttpContext http, TimeSpan configured)
    {
        string? text = http.Request.Headers["x-banyan-timeout"];
        if (string.IsNullOrEmpty(text))
        {
            return configured;
        }

        var (digits, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 0.001) : text.EndsWith('s') ? (text[..^1], 1.0) : (text, 1.0);
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count > 0 && count * unit < configured.TotalSeconds
            ? TimeSpan.FromSeconds(count * unit)
            : configured;
    }

    /// <summary>Fallbacks the caller named: null for the configured ones, empty for none.</summary>
    public static IReadOnlyList<string>? Fallbacks(HttpContext http)
    {
        string? text = http.Request.Headers["x-banyan-fallbacks"];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return string.Equals(text.Trim(), "none", StringComparison.OrdinalIgnoreCase)
            ? []
            : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Headers relayed to an upstream of the caller's own language.</summary>
    public static WireHeaders Relayed(HttpContext http)
    {
        WireHeaders? relayed = null;
        foreach (var name in Passed)
        {
            if (http.Request.Headers.TryGetValue(name, out var values))
            {
                (relayed ??= new WireHeaders()).Add(name, HeaderText.Safe(values.ToString()));
            }
        }

        return relayed ?? WireHeaders.None;
    }

    /// <summary>Puts the user and feature a caller names onto it.</summary>
    /// <returns>Why it may not; null when it may.</returns>
    public static Failure? Assert(HttpContext http, ref Caller caller)
    {
        var user = One(http, "x-banyan-user", out var problem) ?? caller.User;
        var feature = One(http, "x-banyan-feature", out var second) ?? caller.Feature;
        if (user is not null && user != caller.User && !caller.Grants.May("users:assert"))
        {
            return new Failure(FailureKind.NotAllowed, "not_allowed", "The key may not name end users; it needs the scope users:assert.") { Param = "x-banyan-user" };
        }

        if (user != caller.User || feature != caller.Feature)
        {
            caller = caller with { User = user, Feature = feature };
        }

        return problem ?? second;
    }

    /// <summary>One header's words, trimmed; null when there are none.</summary>
    public static string? One(HttpContext http, string name, out Failure? problem)
    {
        string? value = http.Request.Headers[name];
        problem = value is null || Caller.MayBeNamed(value)
            ? null
            : new Failure(FailureKind.CallerFault, "invalid_request", $"The header {name} is longer than 512 characters, or holds control characters.") { Param = name };
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }
}
