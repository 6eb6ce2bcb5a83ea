using System.Text.Json;

namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>A comparison of versions on live traffic.</summary>
public sealed record Experiment
{
    /// <summary>The buckets that units are sorted into.</summary>
    public const int Buckets = 10_000;

    /// <summary>The layer of an experiment that names none.</summary>
    public const string DefaultLayer = "default";

    /// <summary>Identity: a UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>The prompt whose versions compete.</summary>
    public required Guid PromptId { get; init; }

    /// <summary>Its name within the prompt.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public ExperimentStatus Status { get; init; }

    /// <summary>What always sees the same arm.</summary>
    public required ExperimentUnit Unit { get; init; }

    /// <summary>Goes into the hash of a unit, so that two experiments sort alike units unlike.</summary>
    public required string Salt { get; init; }

    /// <summary>One experiment of a prompt runs per layer; the layer that began first decides.</summary>
    public string Layer { get; init; } = DefaultLayer;

    /// <summary>Conditions a request must meet; null for every request.</summary>
    public JsonElement? Targeting { get; init; }

    /// <summary>When an arm is stopped by itself; null for the defaults.</summary>
    public JsonElement? Guardrails { get; init; }

    /// <summary>The arms, in the order given; one is the control.</summary>
    public required IReadOnlyList<ExperimentVariant> Variants { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the arms got the buckets they have: the sample ratio is judged from there. Null before the start.</summary>
    public DateTimeOffset? WeightsSince { get; init; }

    /// <summary>When it was started; null while a draft.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Why it ended; null when nobody said.</summary>
    public string? StopReason { get; init; }

    /// <summary>The arm that was promoted; null when none was.</summary>
    public string? Winner { get; init; }

    /// <summary>Counts changes, from 1.</summary>
    public int Revision { get; init; } = 1;
}
