using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Migration;

/// <summary>Takes in calls and comparisons: breakers, figures, and the way back when the figures ask for it. Returns at once.</summary>
internal sealed partial class RouteJudge(RouteStock stock, Circuits circuits, RouteRules rules, ILogger<RouteJudge> log)
{
    /// <summary>Takes in a call.</summary>
    /// <param name="report">How it went.</param>
    /// <param name="kind">A kind of <see cref="CallCount"/>.</param>
    public void Called(RouteReport report, string kind)
    {
        var isWell = report.Kind == RouteOutcome.Answered;
        circuits.Report(report.Backend, report.Intent, report.Kind);
        stock.Ledger.Add(Count(report, kind) with { Bucket = LatencyScale.BucketOf(report.Took), Errors = isWell ? 0 : 1, Fallbacks = report.IsFallback ? 1 : 0 });
        var route = stock.Memory.Of(report.Subject.Tenant, report.Intent);
        if (route.Call(rules.Settings.Current.Demote, report.Backend.Generation == Generation.Modern, isWell, report.Took))
        {
            Judge(route, report.Intent);
        }
    }

    /// <summary>Takes in a comparison of the side of <paramref name="report"/> with the other.</summary>
    public void Compared(RouteReport report, bool isMatch)
    {
        stock.Ledger.Add(Count(report, CallCount.Compare) with { Side = StageWords.Of(Generation.Modern), Errors = isMatch ? 0 : 1 });
        var route = stock.Memory.Of(report.Subject.Tenant, report.Intent);
        if (route.Compare(rules.Settings.Current.Demote, isMatch))
        {
            Judge(route, report.Intent);
        }
    }

    /// <summary>Puts an intent back on the operator's stage.</summary>
    /// <returns>False when it was not taken back.</returns>
    public async ValueTask<bool> LiftAsync(string tenant, string intent)
    {
        var change = (await stock.Memory.OfAsync(tenant, intent)).Lift();
        Tell(change);
        return change is not null;
    }

    private CallCount Count(RouteReport report, string kind) => new()
    {
        Tenant = report.Subject.Tenant,
        At = rules.Time.GetUtcNow(),
        Intent = report.Intent,
        Backend = report.Backend.Name,
        Side = StageWords.Of(report.Backend.Generation),
        Kind = kind,
        Calls = 1,
    };

    private void Judge(IntentRoute route, string key)
    {
        if (rules.Catalogue.Current.Intents.GetValueOrDefault(key) is { } intent)
        {
            Tell(route.Judge(intent, rules.Settings.Current));
        }
    }

    private void Tell(StageChange? change)
    {
        if (change is null)
        {
            return;
        }

        LogChanged(log, change.Intent, change.From, change.To, change.Reason);
        foreach (var observer in rules.Observers)
        {
            observer.OnStageChanged(change);
        }
    }

    [LoggerMessage(EventName = "intent.stage_changed", Level = LogLevel.Warning, Message = "{Intent} went from stage {From} to {To}: {Reason}")]
    private static partial void LogChanged(ILogger logger, string intent, string from, string to, string reason);
}

/// <summary>By what calls are judged, and who hears of it.</summary>
internal sealed record RouteRules(IIntentSettings Settings, IIntentCatalogue Catalogue, IEnumerable<IRouteObserver> Observers, TimeProvider Time);
