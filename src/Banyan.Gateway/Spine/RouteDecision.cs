namespace Banyan.Gateway.Spine;

/// <summary>Why an exchange went where it went.</summary>
/// <param name="Requested">The name asked for; empty when the default was used.</param>
/// <param name="ResolvedBy">What the name was: <c>alias model provider/model default auto mock</c>.</param>
/// <param name="Considered">Every candidate, with the reason where it was left out.</param>
public sealed record RouteDecision(string Requested, string ResolvedBy, IReadOnlyList<RouteCandidate> Considered)
{
    /// <summary>The rule that chose the target; null when none did.</summary>
    public string? Rule { get; init; }

    /// <summary>Rules that matched, in their order: the one obeyed, those skipped and those that are only recorded.</summary>
    public IReadOnlyList<RuleMatch> Rules { get; init; } = [];

    /// <summary>Full name of the candidate tried first; null when there was none.</summary>
    public string? Chosen { get; init; }

    /// <summary>Full names tried after it, in order.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    /// <summary>How the first was drawn: <c>order</c> as written, <c>weight</c> at random by weight, <c>best</c> by utility, <c>tie</c> the less loaded of two as good, <c>explore</c> to learn, <c>guard</c> the best single model.</summary>
    public string Draw { get; init; } = "order";

    /// <summary>The name whose candidates were weighed; null where they were not.</summary>
    public string? Weighed { get; init; }

    /// <summary>What else there is to say, as why the best single model was taken; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Input tokens by the estimator.</summary>
    public int EstimatedTokens { get; init; }

    /// <summary>Output tokens room is kept for.</summary>
    public int OutputReserve { get; init; }

    /// <summary>Microseconds the decision took.</summary>
    public int Micros { get; init; }

    /// <summary>Version of the configuration it was made with.</summary>
    public long CatalogVersion { get; init; }
}
