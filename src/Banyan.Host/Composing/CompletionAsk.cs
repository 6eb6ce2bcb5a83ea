using System.Text.Json;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Translation;

namespace Banyan.Host.Composing;

/// <summary>A completion as it is asked for, whatever door it came through.</summary>
internal sealed record CompletionAsk
{
    /// <summary>Who asks, with user and feature.</summary>
    public required Caller Caller { get; init; }

    /// <summary>Which door it came through, as <c>graphql</c>.</summary>
    public required string Door { get; init; }

    /// <summary>The prompt that speaks before the messages: an id, <c>name</c>, <c>name@label</c> or <c>name:7</c>; null for none.</summary>
    public string? Prompt { get; init; }

    /// <summary>The prompt's label, where the reference names none; null for the active version.</summary>
    public string? PromptLabel { get; init; }

    /// <summary>The prompt's variables: an object by name; null for none.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>What is said, in order.</summary>
    public IReadOnlyList<NewMessage> Messages { get; init; } = [];

    /// <summary>The conversation it goes on; null when it stands alone.</summary>
    public Guid? ConversationId { get; init; }

    /// <summary>Model or alias; empty for the default.</summary>
    public string Model { get; init; } = "";

    /// <summary>What a model must be able to do beyond what the ask shows.</summary>
    public AskNeeds Requires { get; init; }

    /// <summary>Sampling and form; model, turns and tools are put in by the composer.</summary>
    public PlainAsk Options { get; init; } = new() { Model = "", Turns = [] };

    /// <summary>Whether the provider is asked for a stream though the whole answer is wanted.</summary>
    public bool Streams { get; init; }

    /// <summary>Names of tools that Banyan runs.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Tools that are the caller's to run.</summary>
    public IReadOnlyList<PlainTool> ClientTools { get; init; } = [];

    /// <summary>Fallbacks the caller named: null for the configured ones, empty for none.</summary>
    public IReadOnlyList<string>? Fallbacks { get; init; }

    /// <summary>The caller's own time bound; it may only shorten the configured one.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Asks under the same key get the same answer for 24 h; null for none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What the caller notes, as a JSON object; null for nothing.</summary>
    public string? Metadata { get; init; }

    /// <summary>The caller's words for it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>W3C trace context; null when there is none.</summary>
    public string? TraceParent { get; init; }
}
