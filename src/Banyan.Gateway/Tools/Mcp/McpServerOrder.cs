namespace Banyan.Gateway.Tools.Mcp;

/// <summary>What somebody registers: a server.</summary>
public sealed record McpServerOrder
{
    /// <summary>The server that is changed; null for a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its name: 1 to 30 small letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Its address.</summary>
    public required string Url { get; init; }

    /// <summary>Name of an entry of <c>tools.secrets</c>; null for none.</summary>
    public string? AuthRef { get; init; }

    /// <summary>Whether its hints are believed.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>What stands before the names of its tools. <value>Default its name.</value></summary>
    public string? Prefix { get; init; }

    /// <summary>Whether its tools may be called.</summary>
    public bool IsEnabled { get; init; } = true;
}
