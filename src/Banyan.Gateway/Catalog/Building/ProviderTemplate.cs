using Banyan.Wire;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>A built-in provider: what a configuration need not repeat. One file each under <c>Catalog/Providers</c>.</summary>
internal sealed record ProviderTemplate
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> OtherNames { get; init; }

    public required string Kind { get; init; }

    public required string? BaseUrl { get; init; }

    public required bool NeedsKey { get; init; }

    public required bool IsInternal { get; init; }

    public required bool DeclaredModelsOnly { get; init; }

    public required IReadOnlyList<DialectId> Dialects { get; init; }

    public required IReadOnlyDictionary<string, string> Quirks { get; init; }

    /// <summary>Whether the kind lives in the process and has no address.</summary>
    public bool IsInProcess => Kind is "chatclient" or "mock";
}
