using System.Text.Json;

namespace Banyan.Gateway.Prompts.Examples;

/// <summary>What a prompt is tried with: variables, and what an answer must be like.</summary>
public sealed record PromptExample
{
    /// <summary>Identity: a UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required string Tenant { get; init; }

    /// <summary>The prompt.</summary>
    public required Guid PromptId { get; init; }

    /// <summary>The set it belongs to, as <c>smoke</c>.</summary>
    public required string Set { get; init; }

    /// <summary>Values of the prompt's variables: an object by name.</summary>
    public required JsonElement Variables { get; init; }

    /// <summary>What is expected, as <see cref="Expectation"/> reads it.</summary>
    public required JsonElement Expect { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
