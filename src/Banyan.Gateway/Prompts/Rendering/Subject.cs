using System.Text.Json;

namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>Who asks and in what connection: what an experiment sorts by and aims at.</summary>
/// <param name="RequestId">The exchange.</param>
/// <param name="Service">The calling application.</param>
public sealed record Subject(Guid RequestId, string Service)
{
    /// <summary>The end user; null when not named.</summary>
    public string? User { get; init; }

    /// <summary>The conversation; null outside one.</summary>
    public string? Conversation { get; init; }

    /// <summary>The caller's team; null when not known.</summary>
    public string? Team { get; init; }

    /// <summary>The caller's name for the use; null when not told.</summary>
    public string? Feature { get; init; }

    /// <summary>The door it came through; null inside the service.</summary>
    public string? Door { get; init; }

    /// <summary>The model asked for; null when none was.</summary>
    public string? RequestedModel { get; init; }

    /// <summary>Words the caller put on the request.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whatever else the caller told, an object; null when nothing.</summary>
    public JsonElement? Metadata { get; init; }
}
