using Banyan.Gateway.Spine;
using Banyan.Wire.Translation;
using Banyan.Wire.Usage;

namespace Banyan.Host.Composing;

/// <summary>The whole answer to a completion.</summary>
internal sealed record CompletionAnswer
{
    /// <summary>The exchange that made it; <c>completion(id)</c> tells the rest.</summary>
    public required Guid Id { get; init; }

    /// <summary>The visible text.</summary>
    public required string Content { get; init; }

    /// <summary>Why it finished: <c>stop length tool_calls content_filter</c>.</summary>
    public required string Finish { get; init; }

    /// <summary>Tokens of all attempts.</summary>
    public required TokenUsage Usage { get; init; }

    /// <summary>Full name of the model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>The provider that answered.</summary>
    public required string Provider { get; init; }

    /// <summary>Milliseconds from the ask to the whole answer.</summary>
    public required int LatencyMs { get; init; }

    /// <summary>Milliseconds to the first content; null for answers that are not streamed.</summary>
    public int? TtftMs { get; init; }

    /// <summary>Cost of all attempts and of what fitting took, in 10⁻⁹ USD; null when it is not known.</summary>
    public long? CostNanoUsd { get; init; }

    /// <summary>Whether it came from the cache.</summary>
    public bool IsCached { get; init; }

    /// <summary>Calls of tools that are the caller's to run.</summary>
    public IReadOnlyList<PlainCall> Calls { get; init; } = [];

    /// <summary>Calls Banyan ran on the way, in the order they were made.</summary>
    public IReadOnlyList<RanCall> Ran { get; init; } = [];

    /// <summary>The prompt that spoke, with its version and the experiment's arm; null when none did.</summary>
    public PromptUse? Prompt { get; init; }

    /// <summary>The version that spoke; null when none did.</summary>
    public Guid? VersionId { get => Prompt?.VersionId ?? field; init; }

    /// <summary>The experiment's arm; null when there is none.</summary>
    public string? Variant { get => Prompt?.Variant ?? field; init; }

    /// <summary>The conversation it stands in; null when it stands alone.</summary>
    public Guid? ConversationId { get; init; }

    /// <summary>What the caller should know: fields lost in translation, what the prompt's owner should look at.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How the route was found; null when none was looked for.</summary>
    public RouteDecision? Decision { get; init; }
}
