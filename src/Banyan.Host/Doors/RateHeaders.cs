using System.Globalization;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Doors;

/// <summary>The headers that tell a caller how much of its rate limits is left, in the manner of the door's dialect.</summary>
/// <remarks>Sources, read 2026-11-20: OpenAI's guide to rate limits (remaining times as <c>1s</c> or <c>6m0s</c>), Anthropic's reference of response headers (instants of RFC 3339).</remarks>
internal static class RateHeaders
{
    private const string Usual = "x-ratelimit-", Anthropic = "anthropic-ratelimit-";

    /// <summary>Whether a header is about rate limits, of whichever provider.</summary>
    public static bool IsOne(string name) => name.StartsWith(Usual, StringComparison.OrdinalIgnoreCase) || name.StartsWith(Anthropic, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the tightest limits; nothing where there are none.</summary>
    public static void Write(IHeaderDictionary headers, ExchangeLimits? limits, bool isAnthropic, TimeProvider time)
    {
        if (limits?.Requests is { } requests)
        {
            Write(headers, requests, "requests", isAnthropic, time);
        }

        if (limits?.Tokens is { } tokens)
        {
            Write(headers, tokens, "tokens", isAnthropic, time);
        }
    }

    /// <summary>A span as OpenAI writes it: <c>250ms</c>, <c>1.5s</c>, <c>6m0s</c>.</summary>
    internal static string Span(TimeSpan span)
    {
        var milliseconds = (long)Math.Ceiling(span.TotalMilliseconds);
        var (minutes, rest) = Math.DivRem(milliseconds, 60_000L);
        return milliseconds < 1_000 ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms")
            : minutes == 0 ? string.Create(CultureInfo.InvariantCulture, $"{rest / 1000m:0.###}s")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes}m{rest / 1000m:0.###}s");
    }

    private static void Write(IHeaderDictionary headers, in RateStanding standing, string unit, bool isAnthropic, TimeProvider time)
    {
        var (limit, remaining) = (standing.Limit.ToString(CultureInfo.InvariantCulture), standing.Remaining.ToString(CultureInfo.InvariantCulture));
        if (isAnthropic)
        {
            headers[$"{Anthropic}{unit}-limit"] = limit;
            headers[$"{Anthropic}{unit}-remaining"] = remaining;
            headers[$"{Anthropic}{unit}-reset"] = Instant(time.GetUtcNow() + standing.Reset);
            return;
        }

        headers[$"{Usual}limit-{unit}"] = limit;
        headers[$"{Usual}remaining-{unit}"] = remaining;
        headers[$"{Usual}reset-{unit}"] = Span(standing.Reset);
    }

    /// <summary>The second at which it is so, never one too early.</summary>
    private static string Instant(DateTimeOffset at) =>
        at.AddTicks(TimeSpan.TicksPerSecond - 1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
