using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>Which prompt an exchange was composed from; written by the composer, read by records, headers and metrics.</summary>
/// <param name="PromptId">The prompt.</param>
/// <param name="VersionId">The version that spoke.</param>
/// <param name="Name">The prompt's name.</param>
/// <param name="Number">The version's number.</param>
public sealed record PromptUse(Guid PromptId, Guid VersionId, string Name, int Number)
{
    /// <summary>The prompt's category, which routing rules read.</summary>
    public string Category { get; init; } = "";

    /// <summary>The experiment that chose the version; null when none did.</summary>
    public Guid? ExperimentId { get; init; }

    /// <summary>The experiment's arm; null when there is none.</summary>
    public string? Variant { get; init; }

    /// <summary>Who the experiment counts: a salted hash of the unit, never the unit itself; null when there is no experiment.</summary>
    public string? UnitHash { get; init; }

    /// <summary>The model the version or arm asks for; null when it asks for none. Answers of any other are left out of an experiment's latency and cost.</summary>
    public string? Model { get; init; }

    /// <summary>What the version says a model must be able to do.</summary>
    public AskNeeds Requires { get; init; }

    /// <summary>Tokens the version says a model's window must hold; 0 when it says none.</summary>
    public int LeastContext { get; init; }

    /// <summary><c>name:7</c>, as header <c>x-banyan-prompt</c> tells it.</summary>
    public override string ToString() => $"{Name}:{Number}";
}
