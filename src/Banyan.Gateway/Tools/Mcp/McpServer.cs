namespace Banyan.Gateway.Tools.Mcp;

/// <summary>An MCP server whose tools models may call.</summary>
public sealed record McpServer
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its address (streamable HTTP).</summary>
    public required string Url { get; init; }

    /// <summary>Name of an entry of <c>tools.secrets</c> that goes along; null for none.</summary>
    public string? AuthRef { get; init; }

    /// <summary>Whether its hints about what its tools do are believed; else they can only make a tool more dangerous.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>What stands before the names of its tools, as <c>crm</c> in <c>crm__find</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>Whether its tools may be called.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Hash over its definitions, approved and waiting; null before it was first listed.</summary>
    public string? ToolsHash { get; init; }

    /// <summary>Why it could not be listed the last time, for operators; null when it could.</summary>
    public string? Problem { get; init; }

    /// <summary>When it was last asked for its tools; null when never.</summary>
    public DateTimeOffset? LastListedAt { get; init; }

    /// <summary>Counts up with every change by a person, from 1.</summary>
    public int Revision { get; init; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed by a person.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>By whom.</summary>
    public string? UpdatedBy { get; init; }
}
