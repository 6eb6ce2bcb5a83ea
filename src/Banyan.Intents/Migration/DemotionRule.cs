using System.Globalization;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration;

/// <summary>Says when the modern side is taken back a stage, and to which.</summary>
internal static class DemotionRule
{
    private const double MostErrors = 0.10;

    /// <summary>A canary small enough to harm few and large enough to see whether it got well.</summary>
    private const double SmallCanary = 10;

    // Twice of next to nothing is nothing anybody feels.
    private const double FeltMs = 50;

    /// <summary>Why it must be taken back; null when it need not.</summary>
    /// <param name="window">The last minutes.</param>
    /// <param name="legacy">The legacy side's latencies, from before too: on a late stage it is hardly called.</param>
    /// <param name="rules">The limits.</param>
    public static string? Breach(CallWindow.Slot window, ReadOnlySpan<long> legacy, DemoteSettings rules)
    {
        if (window.Modern.Calls >= rules.MinSamples && (Errors(window, rules) ?? Slowness(window.Modern, legacy, rules)) is { } breach)
        {
            return breach;
        }

        var mismatch = window.Compared == 0 ? 0 : (double)window.Mismatched / window.Compared;
        return window.Compared >= rules.MinSamples && mismatch > rules.Mismatch
            ? Say($"{window.Mismatched} of {window.Compared} compared reads differ, at most {rules.Mismatch:P1} may")
            : null;
    }

    /// <summary>The stage below; null when nobody is on the modern side there anyway, so that nothing is won by going down.</summary>
    public static StageSetting? Below(Stage stage) => stage switch
    {
        Stage.ModernOnly => new StageSetting(Stage.Modern),
        Stage.Modern => new StageSetting(Stage.Canary, SmallCanary),
        Stage.Canary => new StageSetting(Stage.Shadow),
        Stage.Shadow or Stage.Legacy => null,
    };

    private static string? Errors(CallWindow.Slot window, DemoteSettings rules)
    {
        var (modern, legacy) = (window.Modern, window.Legacy);
        if (modern.ErrorRate > MostErrors)
        {
            return Say($"{modern.Errors} of {modern.Calls} modern calls failed, at most {MostErrors:P0} may");
        }

        return legacy.Calls >= rules.MinSamples && modern.ErrorRate > legacy.ErrorRate + (rules.ErrorPoints / 100)
            ? Say($"{modern.ErrorRate:P1} of the modern calls failed and {legacy.ErrorRate:P1} of the legacy ones, at most {rules.ErrorPoints:0.#} points lie between")
            : null;
    }

    private static string? Slowness(CallWindow.SideCalls modern, ReadOnlySpan<long> legacy, DemoteSettings rules)
    {
        long measured = 0;
        foreach (var count in legacy)
        {
            measured += count;
        }

        var (slow, known) = (LatencyScale.Quantile(modern.Latency, 0.95), LatencyScale.Quantile(legacy, 0.95));
        return measured >= rules.MinSamples && slow > known * rules.P95Factor && slow > known + FeltMs
            ? Say($"modern p95 is {slow:0} ms and legacy p95 {known:0} ms, at most {rules.P95Factor:0.#} times is allowed")
            : null;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
