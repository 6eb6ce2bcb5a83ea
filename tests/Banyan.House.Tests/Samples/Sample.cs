using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests.Samples;

/// <summary>Small made-up inputs that break a rule, to see each checker fail.</summary>
internal static class Sample
{
    public static SourceFile Source(string path, string text) => new(path, text);

    public static BuiltType Type(string fullName, params string[] uses) => new(Names.NamespaceOf(fullName), fullName[(fullName.LastIndexOf('.') + 1)..])
    {
        Uses = uses.ToHashSet(StringComparer.Ordinal),
        File = $"src/{fullName.Replace('.', '/')}.cs",
    };
}
