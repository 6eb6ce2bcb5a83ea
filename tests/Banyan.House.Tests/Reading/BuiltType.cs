namespace Banyan.House.Tests.Reading;

/// <summary>One top-level type of a built assembly, its nested types folded into it.</summary>
/// <param name="Namespace">Its namespace; empty for <c>Program</c>.</param>
/// <param name="Name">Its name without arity.</param>
internal sealed record BuiltType(string Namespace, string Name)
{
    /// <summary>Full names of every type its bodies, signatures and attributes mention; nested ones by their outermost.</summary>
    public IReadOnlySet<string> Uses { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Those of <see cref="Uses"/> that stand in its public or protected signatures.</summary>
    public IReadOnlySet<string> Shows { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public bool IsPublic { get; init; }

    /// <summary>A class that may be derived from and is neither abstract nor static.</summary>
    public bool IsOpenClass { get; init; }

    public bool IsAbstract { get; init; }

    public bool IsEnum { get; init; }

    public string? BaseType { get; init; }

    /// <summary>Its source from the root of the repository; null when the compiler made it.</summary>
    public string? File { get; init; }

    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";

    /// <summary>File if known, else the full name.</summary>
    public string Where => File ?? FullName;

    /// <summary>Whether its namespace is <paramref name="wall"/> or below.</summary>
    public bool IsIn(string wall) => Names.IsIn(Namespace, wall);
}
