using Banyan.Wire;

namespace Banyan.Gateway.Upstreams;

/// <summary>Picks the upstream's headers that mean something to us or to a caller of the same dialect; the rest stays behind.</summary>
internal static class KeptHeaders
{
    private static readonly string[] Names =
    [
        "x-request-id", "request-id", "retry-after", "retry-after-ms", "x-should-retry", "openai-processing-ms", "openai-version",
    ];

    private static readonly string[] Prefixes = ["x-ratelimit-", "anthropic-ratelimit-"];

    /// <summary>Takes them of a response; of a refusal the date too, which a date to come back at is counted from.</summary>
    public static WireHeaders From(HttpResponseMessage response)
    {
        var kept = new WireHeaders();
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            if (IsKept(name) || (!response.IsSuccessStatusCode && string.Equals(name, "date", StringComparison.OrdinalIgnoreCase)))
            {
                kept.Add(name, values.ToString());
            }
        }

        return kept;
    }

    private static bool IsKept(string name) =>
        Names.Contains(name, StringComparer.OrdinalIgnoreCase) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
