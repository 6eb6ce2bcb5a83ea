using System.Globalization;
using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration.Board;

/// <summary>Makes one intent's row from what is stored and what this node sees.</summary>
internal sealed class RowMaker(BoardFacts facts, BoardSight sight, BoardAsk ask)
{
    private static readonly IntentFigures NoFigures = new();
    private readonly IReadOnlyDictionary<string, IntentFigures> _calls = IntentFigures.By(facts.Calls);
    private readonly ILookup<string, DiffSum> _diffs = facts.Diffs.ToLookup(diff => diff.Intent, StringComparer.Ordinal);
    private readonly Readiness _readiness = new(IntentFigures.By(facts.Evidence), sight.Catalogue, sight.Settings.IsDemo, ask.Now);

    /// <summary>Makes the row.</summary>
    public MigrationRow Make(Intent intent, IntentRoute route)
    {
        var stage = route.StageOf(intent, sight.Settings);
        var row = StageInForce.IsPair(intent) ? route.Row : null;
        var noise = route.Noise.Fields;
        var (window, month) = (Of(facts.Demand, intent), Of(facts.Month, intent));
        var rules = _readiness.RulesFor(intent, stage, row);
        var next = Readiness.Above(intent, stage);
        var isReady = next is not null && rules.All(rule => rule.IsMet);
        return Calls(intent) with
        {
            Stage = stage.Word,
            Setting = StageInForce.Configured(intent, sight.Settings).Word,
            Demotion = row?.Reason,
            DemotedAt = row?.DemotedAt,
            Messages = window.Messages,
            Users = window.Users,
            Trend = Of(facts.Before, intent) is { Messages: > 0 } before ? Round((double)(window.Messages - before.Messages) / before.Messages) : null,
            Demand30d = month.Messages,
            Users30d = month.Users,
            MismatchFields = [.. Fields(intent.Key).Except(noise, StringComparer.Ordinal)],
            NoiseFields = noise,
            Next = next is null ? null : StageWords.Of(next.Stage, next.Percent),
            Rules = rules,
            Ready = isReady,
            Blockers = [.. rules.Where(rule => !rule.IsMet).Select(rule => $"{rule.Rule}: {rule.Have}")],
            Proposal = isReady ? StageWords.Of(next!.Stage, next.Percent) : null,
            EffectOfProposal = isReady ? Effect(intent, stage, next!, month.Users) : null,
        };
    }

    private MigrationRow Calls(Intent intent)
    {
        var figures = _calls.GetValueOrDefault(intent.Key) ?? NoFigures;
        var answers = figures.Legacy.Answers + figures.Modern.Answers;
        return new MigrationRow
        {
            Intent = intent.Key,
            Title = intent.Title,
            Effect = intent.Effect switch { Spine.Effect.Read => "read", Spine.Effect.Write => "write", Spine.Effect.Destructive => "destructive" },
            Stage = "",
            Setting = "",
            Calls = answers,
            ModernShare = answers == 0 ? 0 : Round((double)figures.Modern.Answers / answers),
            Fallbacks = figures.Legacy.Fallbacks + figures.Modern.Fallbacks,
            ErrorRate = Round(figures.Modern.ErrorRate ?? 0),
            LegacyErrorRate = figures.Legacy.ErrorRate is { } rate ? Round(rate) : null,
            P50LatencyMs = figures.Modern.Quantile(0.5),
            P95LatencyMs = figures.Modern.Quantile(0.95) ?? 0,
            LegacyP50Ms = figures.Legacy.Quantile(0.5),
            LegacyP95Ms = figures.Legacy.Quantile(0.95),
            Circuits = [.. Circuits(intent)],
            Compared = figures.Compared,
            MismatchRate = figures.MismatchRate is { } share ? Round(share) : null,
            MismatchFields = [],
            NoiseFields = [],
            Missing = [.. Readiness.Missing(intent).Union(sight.View.Incompatible.Where(side => side.Key == intent.Key).SelectMany(side => side.Missing), StringComparer.Ordinal)],
            Quarantine = intent.Quarantine ?? sight.View.Quarantined.FirstOrDefault(waiting => waiting.Key == intent.Key)?.Reason,
            Rules = [],
            Blockers = [],
        };
    }

    private IEnumerable<BoardCircuit> Circuits(Intent intent) =>
        new[] { intent.Legacy, intent.Modern }.OfType<IntentOperation>().Select(operation =>
            new BoardCircuit(operation.Backend.Name, StageWords.Of(operation.Backend.Generation), sight.Circuits.StateOf(operation.Backend, intent.Key)));

    private IEnumerable<string> Fields(string intent) =>
        _diffs[intent].GroupBy(diff => new Shadows.FieldDiff(diff.Path, null, null).Pattern, diff => diff.Count, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key);

    private string Effect(Intent intent, StageInForce stage, StageSetting next, long users)
    {
        var figures = _calls.GetValueOrDefault(intent.Key) ?? NoFigures;
        var calls = (figures.Legacy.Answers + figures.Modern.Answers) / ask.Window.TotalDays;
        var moved = (ShareOf(next.Stage, next.Percent) - ShareOf(stage.Stage, stage.Percent)) / 100;
        return next.Stage switch
        {
            Stage.Shadow => Say($"about {calls:0} reads a day are compared; nobody notices"),
            Stage.ModernOnly => Say($"{users} users and about {calls:0} calls a day lose the way back to {intent.Legacy!.Backend.Name}"),
            _ => Say($"about {users * moved:0} users and {calls * moved:0} calls a day move to {intent.Modern!.Backend.Name}"),
        };
    }

    private static double ShareOf(Stage stage, double percent) => stage switch
    {
        Stage.Modern or Stage.ModernOnly => 100,
        Stage.Canary => percent,
        Stage.Legacy or Stage.Shadow => 0,
    };

    private static DemandSum Of(IEnumerable<DemandSum> sums, Intent intent) => sums.FirstOrDefault(sum => sum.Intent == intent.Key) ?? new DemandSum(intent.Key, 0, 0);

    private static double Round(double value) => Math.Round(value, 4);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What this node sees while a board is made.</summary>
internal sealed record BoardSight(IntentCatalogue Catalogue, IntentSettings Settings, Circuits Circuits, CatalogueView View);
