using System.Text.Json;

namespace Banyan.Gateway.Tools.Registry;

/// <summary>Something a model may have done: what it takes, what it gives, and who does it.</summary>
public sealed record Tool
{
    /// <summary>Identity. Of tools nobody registered by hand it is made from where they come from, so every node has the same.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>The name models call it by: 1 to 64 letters, digits, hyphens and underscores; of an MCP server <c>server__tool</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, for the model.</summary>
    public required string Description { get; init; }

    /// <summary>What people sort it under, as <c>math</c>.</summary>
    public string Category { get; init; } = "general";

    /// <summary>JSON Schema of the arguments, an object.</summary>
    public required JsonElement InputSchema { get; init; }

    /// <summary>JSON Schema of the result; null when any result is right.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>Who does it.</summary>
    public required ToolExecutorKind Executor { get; init; }

    /// <summary>The service or MCP server behind it; null for built-in ones.</summary>
    public string? Service { get; init; }

    /// <summary>The address that is posted to, or the server's own name of the tool; null for built-in ones.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Name of an entry of <c>tools.secrets</c> that goes along; null for none.</summary>
    public string? AuthRef { get; init; }

    /// <summary>What a call does to the world.</summary>
    public ToolEffect Effect { get; init; }

    /// <summary>Whether the same call twice does no more than once.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Bound on one call with its retries. <value>Default 5 s.</value></summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How failed calls are repeated; only reads and idempotent calls are.</summary>
    public ToolRetry Retry { get; init; } = new();

    /// <summary>Whether it may be called at all.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Counts up with every change, from 1; 0 while nothing about it is stored.</summary>
    public int Revision { get; init; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who changed it last; null when nobody did.</summary>
    public string? UpdatedBy { get; init; }

    /// <summary>Whether calling it twice is no worse than once.</summary>
    public bool MayBeRepeated => Effect == ToolEffect.Read || IsIdempotent;
}

/// <summary>Who runs a tool.</summary>
public enum ToolExecutorKind : byte
{
    /// <summary>Banyan itself.</summary>
    Builtin,

    /// <summary>A service that takes the arguments by POST.</summary>
    Http,

    /// <summary>An MCP server.</summary>
    Mcp,

    /// <summary>The intent orchestrator.</summary>
    Intent,
}

/// <summary>What a call does to the world.</summary>
public enum ToolEffect : byte
{
    /// <summary>Nothing: it only tells.</summary>
    Read,

    /// <summary>It changes something.</summary>
    Write,

    /// <summary>It changes something that can't be changed back.</summary>
    Destructive,
}
