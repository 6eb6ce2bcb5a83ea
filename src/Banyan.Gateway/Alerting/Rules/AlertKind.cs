using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Rules;

/// <summary>What is watched, and what counts as too much of it where nobody says otherwise.</summary>
/// <param name="Name">One of <see cref="AlertKinds"/>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Window">Over what it is measured; two of them without firing end an alert.</param>
/// <param name="Fires">When a value is too much, given the threshold.</param>
/// <param name="Threshold">The usual threshold.</param>
internal sealed record AlertKind(string Name, AlertSeverity Severity, TimeSpan Window, AlertBound Fires, Func<AlertThresholds, double> Threshold)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5), Short = TimeSpan.FromMinutes(1), Hour = TimeSpan.FromHours(1);

    /// <summary>All that are watched.</summary>
    public static IReadOnlyList<AlertKind> All { get; } =
    [
        new(AlertKinds.ErrorRate, AlertSeverity.Critical, Usual, AlertBound.Above, config => config.ErrorRate),
        new(AlertKinds.LatencyP95, AlertSeverity.Warning, Usual, AlertBound.Above, config => config.LatencyP95.TotalSeconds),
        new(AlertKinds.BudgetThreshold, AlertSeverity.Warning, Usual, AlertBound.AtLeast, config => config.Budget),
        new(AlertKinds.BudgetExceeded, AlertSeverity.Critical, Usual, AlertBound.AtLeast, static _ => 1),
        new(AlertKinds.CircuitOpen, AlertSeverity.Warning, Short, AlertBound.Above, static _ => 0),
        new(AlertKinds.AllCandidatesDown, AlertSeverity.Critical, Short, AlertBound.Above, static _ => 0),
        new(AlertKinds.RateLimitNear, AlertSeverity.Warning, Short, AlertBound.Above, config => config.RateLimit),
        new(AlertKinds.UnpricedModel, AlertSeverity.Warning, Usual, AlertBound.Above, static _ => 0),
        new(AlertKinds.UsageEstimatedShare, AlertSeverity.Warning, Hour, AlertBound.Above, static _ => 0.05),
        new(AlertKinds.ConfigRejected, AlertSeverity.Critical, Short, AlertBound.Above, static _ => 0),
        new(AlertKinds.CredentialDead, AlertSeverity.Critical, Short, AlertBound.Above, static _ => 0),
        new(AlertKinds.KeyExpiring, AlertSeverity.Warning, Hour, AlertBound.Below, static _ => 14),
        new(AlertKinds.SpoolBacklog, AlertSeverity.Critical, Short, AlertBound.Above, static _ => 60),
        new(AlertKinds.DirectModeOn, AlertSeverity.Warning, Short, AlertBound.Above, static _ => 0),
        new(AlertKinds.WebhookFailing, AlertSeverity.Warning, Short, AlertBound.AtLeast, static _ => 10),
    ];

    /// <summary>The kind of a name; null when there is none.</summary>
    public static AlertKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>Whether a value is too much.</summary>
    public bool IsOver(double value, double threshold) => Fires switch
    {
        AlertBound.Above => value > threshold,
        AlertBound.AtLeast => value >= threshold,
        AlertBound.Below => value < threshold,
    };
}

/// <summary>On which side of its threshold a value is too much.</summary>
internal enum AlertBound : byte
{
    /// <summary>Beyond it.</summary>
    Above,

    /// <summary>At it, or beyond.</summary>
    AtLeast,

    /// <summary>Short of it.</summary>
    Below,
}
