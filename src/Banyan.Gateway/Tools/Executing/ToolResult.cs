using System.Text.Json;

namespace Banyan.Gateway.Tools.Executing;

/// <summary>What came of a call.</summary>
/// <param name="Status">How it went.</param>
/// <param name="Output">What the tool gave; null unless it went well.</param>
/// <param name="Error">What went wrong, for a model to read; null when nothing did. No addresses, no secrets.</param>
public sealed record ToolResult(ToolStatus Status, JsonElement? Output, string? Error)
{
    /// <summary>The execution's id in the log.</summary>
    public Guid ExecutionId { get; init; }

    /// <summary>Milliseconds it took.</summary>
    public int LatencyMs { get; init; }

    /// <summary>How often the tool was tried.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The text a model gets: the result, or the error as an object.</summary>
    public string ForModel() => Error is null ? Output?.GetRawText() ?? "null" : $$"""{"error":{{JsonSerializer.Serialize(Error, ToolJson.Default.String)}}}""";
}

/// <summary>How a call went.</summary>
public enum ToolStatus : byte
{
    /// <summary>There is a result, and it is of the right form.</summary>
    Ok,

    /// <summary>The tool failed.</summary>
    Error,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>It may not be called: no such tool, not granted, disabled, or its address is not to be reached.</summary>
    Denied,

    /// <summary>The arguments, or what came back, are not of the declared form.</summary>
    Invalid,
}
