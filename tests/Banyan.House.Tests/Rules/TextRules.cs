using System.Text.RegularExpressions;
using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests.Rules;

/// <summary>What no committed file may hold: paths of one machine and addresses of package registries.</summary>
internal static partial class TextRules
{
    public static IEnumerable<Violation> MachinePaths(IEnumerable<TextFile> files) =>
        Find(files, MachinePath(), "names a path of one machine", "Say it relative to the repository, or by an environment variable.");

    public static IEnumerable<Violation> RegistryHosts(IEnumerable<TextFile> files) =>
        Find(files, RegistryHost(), "names a package registry", "The machine's own settings say where packages come from.");

    public static IEnumerable<Violation> LockFiles(IEnumerable<TextFile> files) =>
        Find(files.Where(file => file.Path.EndsWith("packages.lock.json", StringComparison.Ordinal)), Address(), "holds an address", "Restore without sources in the file.")
            .Concat(Find(files.Where(file => file.Path.EndsWith("package-lock.json", StringComparison.Ordinal)), Resolved(), "holds a download address", "Keep omit-lockfile-registry-resolved=true in .npmrc and write the file anew."));

    private static IEnumerable<Violation> Find(IEnumerable<TextFile> files, Regex what, string says, string remedy) =>
        from file in files
        from line in file.Lines
        let match = what.Match(line.Text)
        where match.Success
        select new Violation("H11", $"{file.Path}:{line.Number}", $"{says} ({match.Value})", remedy);

    [GeneratedRegex(@"(?<![\w.$}])(/work/|/root/|/home/\w+/|/Users/\w+/)|\b[A-Z]:\\Users\\", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(nuget\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|pypi\.org|proxy\.golang\.org|docker\.io|ghcr\.io|mcr\.microsoft\.com|quay\.io)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5000)]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"\w+://[^""]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Address();

    [GeneratedRegex(@"""resolved""\s*:\s*""\w+://[^""]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Resolved();
}
