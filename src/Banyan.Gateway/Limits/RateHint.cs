using System.Globalization;
using Banyan.Wire;

namespace Banyan.Gateway.Limits;

/// <summary>What one answer said of its provider's limits: of requests and of tokens.</summary>
/// <param name="HeardAt">The monotonic timestamp at which it was heard.</param>
/// <param name="Requests">Requests that were left; null when nothing usable was said.</param>
/// <param name="Tokens">Tokens that were left; null when nothing usable was said.</param>
/// <remarks>
/// Sources, read 2026-11-20: OpenAI's guide to rate limits (<c>x-ratelimit-remaining-requests</c>, reset as <c>6m0s</c>) and Anthropic's reference of response headers
/// (<c>anthropic-ratelimit-requests-remaining</c>, reset as an instant). Both resets say when all of the limit is there again, and both refill continuously.
/// </remarks>
internal sealed record RateHint(long HeardAt, RateHint.Level? Requests, RateHint.Level? Tokens)
{
    private const string Usual = "x-ratelimit-", Anthropic = "anthropic-ratelimit-";

    /// <summary>Reads headers; null when they say nothing of limits.</summary>
    public static RateHint? Read(WireHeaders headers, DateTimeOffset now, long timestamp)
    {
        Told requests = default, tokens = default;
        foreach (var (name, value) in headers.Items)
        {
            if (Parts(name) is not var (what, unit))
            {
                continue;
            }

            if (unit.Equals("requests", StringComparison.OrdinalIgnoreCase))
            {
                requests.Take(what, value, now);
            }
            else if (unit.Equals("tokens", StringComparison.OrdinalIgnoreCase))
            {
                tokens.Take(what, value, now);
            }
        }

        var (first, second) = (requests.Level, tokens.Level);
        return first is null && second is null ? null : new RateHint(timestamp, first, second);
    }

    /// <summary>Whether there is room for one more ask, so long after it was heard.</summary>
    public bool HasRoom(long tokens, TimeSpan since) => Fits(Requests, 1, since) && Fits(Tokens, tokens, since);

    private static bool Fits(Level? level, long need, TimeSpan since) => level is not { } told || told.At(since) >= Math.Min(need, told.Limit);

    private static (string What, string Unit)? Parts(string name)
    {
        if (name.StartsWith(Usual, StringComparison.OrdinalIgnoreCase))
        {
            var rest = name[Usual.Length..];
            return rest.IndexOf('-', StringComparison.Ordinal) is > 0 and var at ? (rest[..at], rest[(at + 1)..]) : null;
        }

        if (name.StartsWith(Anthropic, StringComparison.OrdinalIgnoreCase))
        {
            var rest = name[Anthropic.Length..];
            return rest.LastIndexOf('-') is > 0 and var at ? (rest[(at + 1)..], rest[..at]) : null;
        }

        return null;
    }

    /// <summary>What is left of a limit that refills evenly.</summary>
    /// <param name="Limit">All of it.</param>
    /// <param name="Remaining">What was left.</param>
    /// <param name="Reset">How long until all of it is there again.</param>
    internal readonly record struct Level(long Limit, long Remaining, TimeSpan Reset)
    {
        /// <summary>What is left so long after.</summary>
        public double At(TimeSpan since) => since >= Reset ? Limit : Remaining + ((Limit - Remaining) * (since / Reset));
    }

    private struct Told
    {
        private long? _limit, _remaining;
        private TimeSpan? _reset;

        public readonly Level? Level => _limit is > 0 and var limit && _remaining is >= 0 and var remaining && _reset is { } reset ? new Level(limit, remaining, reset) : null;

        public void Take(string what, string value, DateTimeOffset now)
        {
            if (what.Equals("reset", StringComparison.OrdinalIgnoreCase))
            {
                _reset = RateSpan.Read(value, now);
            }
            else if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                _limit = what.Equals("limit", StringComparison.OrdinalIgnoreCase) ? number : _limit;
                _remaining = what.Equals("remaining", StringComparison.OrdinalIgnoreCase) ? number : _remaining;
            }
        }
    }
}
