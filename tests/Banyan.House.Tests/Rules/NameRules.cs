using System.Text.RegularExpressions;
using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests.Rules;

/// <summary>H11: names, and where they stand.</summary>
internal static partial class NameRules
{
    private static readonly string[] BannedSuffixes = ["Manager", "Helper", "Helpers", "Utils", "Common", "Base", "Impl", "Data", "Info", "Service"];

    public static IEnumerable<Violation> Suffixes(IEnumerable<SourceFile> sources) =>
        from source in sources
        from Match match in TypeDeclaration().Matches(source.Code)
        let name = match.Groups["name"].Value
        let suffix = Array.Find(BannedSuffixes, suffix => name.EndsWith(suffix, StringComparison.Ordinal))
        where suffix is not null
        select new Violation("H11", $"{source.Path}:{source.LineOf(match.Index)}", $"{name} ends with {suffix}", "Say what it does or is.");

    /// <summary>The project's name and the folders below it; a project that lies in a folder of another name keeps its own.</summary>
    private static string FolderName(string path)
    {
        var folders = path.Split('/')[..^1];
        for (var depth = folders.Length; depth > 1; depth--)
        {
            var folder = string.Join('/', folders[..depth]);
            if (Repository.Projects.FirstOrDefault(project => project.StartsWith($"{folder}/", StringComparison.Ordinal) && !project[(folder.Length + 1)..].Contains('/')) is { } project)
            {
                return string.Join('.', [Path.GetFileNameWithoutExtension(project), .. folders[depth..]]);
            }
        }

        return string.Join('.', folders[1..]);
    }

    public static IEnumerable<Violation> Namespaces(IEnumerable<SourceFile> sources)
    {
        foreach (var source in sources.Where(source => source.Path.Split('/').Length > 2))
        {
            var declared = Namespace().Match(source.Code) is { Success: true } match ? match.Groups["name"].Value : null;
            var expected = FolderName(source.Path);
            if (declared != expected && (declared is not null || TypeDeclaration().IsMatch(source.Code)) && !(declared is null && source.Name == "Program.cs"))
            {
                yield return new Violation("H11", source.Path, $"declares namespace {declared ?? "none"}", $"Its folder says {expected}.");
            }
        }
    }

    /// <summary>One public type a file; the cases of a closed union stand with their base, an enum or delegate with its record.</summary>
    public static IEnumerable<Violation> OneTypeAFile(IEnumerable<BuiltType> types)
    {
        foreach (var file in types.Where(type => type is { IsPublic: true, File: not null }).GroupBy(type => type.File!, StringComparer.Ordinal))
        {
            var named = file.Where(type => !type.IsEnum).DistinctBy(type => type.FullName).ToArray();
            var union = named.FirstOrDefault(type => type.IsAbstract && Array.Exists(named, other => other.BaseType == type.FullName));
            if (named.Length > 1 && (union is null || !named.All(type => type == union || type.BaseType == union.FullName)))
            {
                yield return new Violation("H11", file.Key, $"holds {string.Join(", ", named.Select(type => type.Name))}", "One public type a file; a union's cases may stand with their base, an enum beside its record.");
            }
            else if (named.Length == 0 && file.Count() > 1)
            {
                yield return new Violation("H11", file.Key, $"holds {string.Join(", ", file.Select(type => type.Name))}", "One enum a file, unless it stands beside its record.");
            }
        }
    }

    [GeneratedRegex(@"\b(?:class|record\s+struct|record\s+class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)\s*[;{]?", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Namespace();
}
