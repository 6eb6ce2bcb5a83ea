using System.Globalization;
using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration.Board;

/// <summary>Says what speaks for the next stage and what against it, rule by rule with its numbers.</summary>
internal sealed class Readiness(IReadOnlyDictionary<string, IntentFigures> evidence, IntentCatalogue catalogue, bool isDemo, DateTimeOffset now)
{
    private const double MostSlower = 1.2, MostErrorPoints = 0.005, FirstCanary = 10, HalfCanary = 50;
    private static readonly IntentFigures Nothing = new();

    // A hundred reads without a difference leave a bound of 3.7 %, five hundred one of 0.8 %: who asks for fewer can't ask for as much.
    private readonly (int Reads, double Mismatch) _least = isDemo ? (100, 0.04) : (500, 0.01);

    /// <summary>The stage above; null when there is none.</summary>
    public static StageSetting? Above(Intent intent, StageInForce stage)
    {
        if (intent.Legacy is null || intent.Modern is null)
        {
            return null;
        }

        return stage.Stage switch
        {
            // A write is never shadowed: that stage would show nothing.
            Stage.Legacy => intent.Effect == Effect.Read ? new StageSetting(Stage.Shadow) : new StageSetting(Stage.Canary, FirstCanary),
            Stage.Shadow => new StageSetting(Stage.Canary, FirstCanary),
            Stage.Canary => stage.Percent < HalfCanary ? new StageSetting(Stage.Canary, HalfCanary) : new StageSetting(Stage.Modern),
            Stage.Modern => new StageSetting(Stage.ModernOnly),
            Stage.ModernOnly => null,
        };
    }

    /// <summary>The rules for the stage above.</summary>
    public IReadOnlyList<ReadinessRule> RulesFor(Intent intent, StageInForce stage, StageRow? row)
    {
        if (Above(intent, stage) is not { } above)
        {
            return [];
        }

        IEnumerable<ReadinessRule> rules = above.Stage switch
        {
            Stage.Legacy or Stage.Shadow => Contract(intent),
            Stage.Canary => Contract(intent).Concat(intent.Effect == Effect.Read ? Reads(intent) : Family(intent)),
            Stage.Modern => [Since("at least 24 h at 50 % or more", row?.HalfSince, TimeSpan.FromHours(24))],
            Stage.ModernOnly => [Since("7 days on modern", row?.Since, BoardAsk.Week), NoFallbacks(intent)],
        };
        return [.. rules, .. Standing(row)];
    }

    private static IEnumerable<ReadinessRule> Contract(Intent intent)
    {
        var missing = Missing(intent);
        yield return new("a modern side is granted", intent.Modern is not null, intent.Modern?.Backend.Name ?? "none");
        yield return new("the two sides are compatible", missing.Count == 0, missing.Count == 0 ? "every parameter and field" : "missing: " + string.Join(", ", missing));
        yield return new("not quarantined", intent.Quarantine is null, intent.Quarantine ?? "approved");
    }

    /// <summary>What keeps the two sides from being one intent.</summary>
    public static IReadOnlyList<string> Missing(Intent intent) => [.. (intent.Legacy?.Missing ?? []).Concat(intent.Modern?.Missing ?? []).Distinct(StringComparer.Ordinal)];

    private IEnumerable<ReadinessRule> Reads(Intent intent)
    {
        var figures = evidence.GetValueOrDefault(intent.Key) ?? Nothing;
        var (legacyP95, modernP95) = (figures.Legacy.Quantile(0.95), figures.Modern.Quantile(0.95));
        yield return new(Say($"at least {_least.Reads} compared reads"), figures.Compared >= _least.Reads, Say($"{figures.Compared}"));
        yield return new(
            Say($"mismatch at most {_least.Mismatch:P0} (95 % bound)"),
            figures.MismatchBound <= _least.Mismatch,
            figures.Compared == 0 ? "nothing compared" : Say($"{figures.MismatchBound:P2} from {figures.Mismatched} of {figures.Compared}"));
        yield return new(
            Say($"modern p95 at most {MostSlower:0.0} times legacy"),
            modernP95 <= legacyP95 * MostSlower,
            modernP95 is null || legacyP95 is null ? "no calls on both sides" : Say($"{modernP95} ms against {legacyP95} ms"));
        yield return new(
            "modern errors at most legacy + 0.5 points",
            figures.Modern.ErrorRate <= (figures.Legacy.ErrorRate ?? 0) + MostErrorPoints,
            figures.Modern.ErrorRate is null ? "no modern calls" : Say($"{figures.Modern.ErrorRate:P2} against {figures.Legacy.ErrorRate ?? 0:P2}"));
    }

    // A write can't be tried without doing it: the reads of its family show whether the modern side knows the same records.
    private IEnumerable<ReadinessRule> Family(Intent intent)
    {
        var reads = catalogue.Intents.Values.Where(other => other.Effect == Effect.Read && other.Family == intent.Family && StageInForce.IsPair(other)).ToList();
        var open = reads.Where(read => !Reads(read).All(rule => rule.IsMet)).Select(read => read.Key).Order(StringComparer.Ordinal).ToList();
        yield return new(
            "the reads of its family qualify",
            reads.Count > 0 && open.Count == 0,
            reads.Count == 0 ? "no read both sides can do" : open.Count == 0 ? Say($"{reads.Count} do") : "not yet: " + string.Join(", ", open));
    }

    private ReadinessRule NoFallbacks(Intent intent)
    {
        var fallbacks = (evidence.GetValueOrDefault(intent.Key) ?? Nothing).Legacy.Fallbacks;
        return new("no fallback in that time", fallbacks == 0, Say($"{fallbacks} in 7 days"));
    }

    private static IEnumerable<ReadinessRule> Standing(StageRow? row)
    {
        if (row?.DemotedTo is not null)
        {
            yield return new("not taken back by its figures", false, row.Reason ?? row.DemotedTo);
        }
    }

    private ReadinessRule Since(string rule, DateTimeOffset? since, TimeSpan least)
    {
        var stood = since is { } begin ? now - begin : TimeSpan.Zero;
        return new(rule, since is not null && stood >= least, stood.TotalDays >= 2 ? Say($"{stood.TotalDays:0.#} days") : Say($"{stood.TotalHours:0.#} h"));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
