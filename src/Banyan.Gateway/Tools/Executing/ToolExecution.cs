using System.Text.Json;

namespace Banyan.Gateway.Tools.Executing;

/// <summary>A call as it is written down.</summary>
public sealed record ToolExecution
{
    /// <summary>Identity, in the order of time.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required string Tenant { get; init; }

    /// <summary>The exchange whose model made it; null when no model did.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The tool's id; null when there was no such tool.</summary>
    public Guid? ToolId { get; init; }

    /// <summary>The name it was called by.</summary>
    public required string Tool { get; init; }

    /// <summary>The service whose key called.</summary>
    public required string Service { get; init; }

    /// <summary>The person the service named; null when it named none.</summary>
    public string? User { get; init; }

    /// <summary>The call's id.</summary>
    public required string CallId { get; init; }

    /// <summary>Which turn of its loop; 0 when it is in none.</summary>
    public int Turn { get; init; }

    /// <summary>The arguments, redacted; null when they are not kept.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>The result, redacted; null when there is none or it is not kept.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>How it went.</summary>
    public required ToolStatus Status { get; init; }

    /// <summary>What went wrong; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>How often the tool was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>How long it took.</summary>
    public int LatencyMs { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset ExecutedAt { get; init; }
}
