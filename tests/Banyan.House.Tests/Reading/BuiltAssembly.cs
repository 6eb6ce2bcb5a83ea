namespace Banyan.House.Tests.Reading;

/// <summary>What the metadata of one project of ours says.</summary>
/// <param name="Project">The project's name, as <c>Banyan.Wire</c>.</param>
internal sealed record BuiltAssembly(string Project)
{
    /// <summary>Simple names of the assemblies it references.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Full names of foreign types it mentions, nested ones by their outermost.</summary>
    public IReadOnlySet<string> ForeignTypes { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public IReadOnlyList<BuiltType> Types { get; init; } = [];

    /// <summary>Names of its members, for documents that name them.</summary>
    public IReadOnlySet<string> Members { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
