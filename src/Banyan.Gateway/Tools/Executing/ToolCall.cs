using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tools.Executing;

/// <summary>One call of a tool.</summary>
public sealed record ToolCall
{
    /// <summary>For whom: the key whose grants count.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The arguments; undefined when what was given is no JSON.</summary>
    public required JsonElement Arguments { get; init; }

    /// <summary>The call's id as the model or the client gave it.</summary>
    public required string CallId { get; init; }

    /// <summary>The exchange whose model made it; null when no model did.</summary>
    public ExchangeId? RequestId { get; init; }

    /// <summary>Which turn of its loop, from 1; 0 when it is in none.</summary>
    public int Turn { get; init; }

    /// <summary>The same for the same call made again: what writes does it once for one key.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>W3C trace context to go on with; null when none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When it must be over, whatever the tool's own time.</summary>
    public required Deadline Deadline { get; init; }
}
