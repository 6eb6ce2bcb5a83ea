using System.Text.RegularExpressions;
using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests.Rules;

/// <summary>H10: internal and sealed unless another project needs it otherwise.</summary>
internal static partial class ShapeRules
{
    // A library that could be published alone: its public types are its surface, not only what our own projects happen to name (ADR 0006).
    private const string PublishedAlone = "Banyan.GraphQL";

    /// <summary>A public type is named by another project, stands in the public signature of one that is, or is a case of one that is.</summary>
    /// <param name="assemblies">All of <c>src</c>.</param>
    /// <param name="sources">All C# files; a project's mirrored tests do not count, for they see its internals.</param>
    public static IEnumerable<Violation> Public(IReadOnlyList<BuiltAssembly> assemblies, IReadOnlyList<SourceFile> sources)
    {
        var words = sources.GroupBy(ProjectOf).ToDictionary(
            group => group.Key,
            group => group.SelectMany(source => Word().Matches(source.Code).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        foreach (var assembly in assemblies)
        {
            var elsewhere = words.Where(pair => pair.Key != assembly.Project && pair.Key != $"{assembly.Project}.Tests").SelectMany(pair => pair.Value)
                .Concat(assemblies.Where(other => other != assembly).SelectMany(other => other.ForeignTypes.Where(name => name.StartsWith("Banyan", StringComparison.Ordinal))
                    .Select(name => name[(name.LastIndexOf('.') + 1)..])))
                .ToHashSet(StringComparer.Ordinal);
            if (assembly.Project == PublishedAlone)
            {
                continue;
            }

            foreach (var type in Unneeded([.. assembly.Types.Where(type => type.IsPublic && type.FullName != "Program")], elsewhere))
            {
                yield return new Violation("H10", type.FullName, "is public, yet no other project names it", "Make it internal.");
            }
        }
    }

    /// <summary>A class nobody derives from is sealed.</summary>
    public static IEnumerable<Violation> Sealed(IReadOnlyCollection<BuiltType> types)
    {
        var bases = types.Select(type => type.BaseType).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return types.Where(type => type.IsOpenClass && type.FullName != "Program" && !bases.Contains(type.FullName))
            .Select(type => new Violation("H10", type.FullName, "is neither sealed nor derived from", "Seal it."));
    }

    private static IEnumerable<BuiltType> Unneeded(IReadOnlyList<BuiltType> types, HashSet<string> elsewhere)
    {
        var needed = types.Where(type => elsewhere.Contains(type.Name) || elsewhere.Contains(ExtensionName(type))).Select(type => type.FullName).ToHashSet(StringComparer.Ordinal);
        for (var before = -1; before != needed.Count;)
        {
            before = needed.Count;
            needed.UnionWith(types.Where(type => needed.Contains(type.FullName)).SelectMany(type => type.Shows).ToArray());
            needed.UnionWith(types.Where(type => type.BaseType is { } origin && needed.Contains(origin)).Select(type => type.FullName).ToArray());
            needed.IntersectWith(types.Select(type => type.FullName).ToArray());
        }

        return types.Where(type => !needed.Contains(type.FullName));
    }

    // An attribute is named without its suffix.
    private static string ExtensionName(BuiltType type) =>
        type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? type.Name[..^"Attribute".Length] : type.Name;

    private static string ProjectOf(SourceFile source) => source.Path.Split('/') is [_, var project, ..] ? project : "";

    [GeneratedRegex(@"\b[A-Z]\w*\b", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Word();
}
