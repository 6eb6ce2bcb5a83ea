using System.Text.RegularExpressions;
using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests.Rules;

/// <summary>H12: documents say what is true.</summary>
internal static partial class DocumentRules
{
    /// <summary>Every name in backticks is a path of the repository, a name the compiler knows, or a word of the product's own text.</summary>
    public static IEnumerable<Violation> Names(TextFile document, Func<string, bool> isPath, IReadOnlySet<string> names, string productText)
    {
        foreach (var (number, text) in document.Lines)
        {
            foreach (var token in Backticks().Matches(text).Select(match => match.Groups["name"].Value))
            {
                var isKnown = isPath(token) || (Identifier().IsMatch(token)
                    ? token.Split('.', '<', '>').Where(part => part.Length > 0).All(names.Contains)
                    : productText.Contains(token, StringComparison.Ordinal));
                if (!isKnown)
                {
                    yield return new Violation("H12", $"{document.Path}:{number}", $"names `{token}`, which is nowhere", "Correct the name, or write it without backticks if it is still to come.");
                }
            }
        }
    }

    /// <summary>Every relative link leads to a file.</summary>
    public static IEnumerable<Violation> Links(TextFile document, Func<string, bool> isPath)
    {
        var folder = document.Path.Contains('/', StringComparison.Ordinal) ? document.Path[..document.Path.LastIndexOf('/')] : "";
        foreach (var (number, text) in document.Lines)
        {
            foreach (var target in Link().Matches(text).Select(match => match.Groups["target"].Value.Split('#')[0]).Where(target => target.Length > 0))
            {
                if (!target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal) && !isPath(Path.Combine(folder, target)))
                {
                    yield return new Violation("H12", $"{document.Path}:{number}", $"links to {target}, which does not exist", "Correct the link.");
                }
            }
        }
    }

    /// <summary>Headers of ours that a source names.</summary>
    public static IEnumerable<string> Headers(SourceFile source) => Header().Matches(source.Text).Select(match => match.Groups["name"].Value);

    /// <summary>Every header of ours in sources has its row on a page, and every one on the page is in a source.</summary>
    public static IEnumerable<Violation> HeadersToldIn(TextFile page, IReadOnlyList<SourceFile> sources)
    {
        var told = Backticks().Matches(page.Text).Select(match => match.Groups["name"].Value).Where(name => name.StartsWith("x-banyan-", StringComparison.Ordinal)).Select(name => name.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        var named = sources.SelectMany(Headers).ToHashSet(StringComparer.Ordinal);
        return named.Except(told, StringComparer.Ordinal).Select(name => new Violation("H12", page.Path, $"does not tell the header {name}", "Add its row."))
            .Concat(told.Except(named, StringComparer.Ordinal).Select(name => new Violation("H12", page.Path, $"tells the header {name}, which nothing reads or writes", "Take it out.")));
    }

    /// <summary>The console talks to the GraphQL endpoint and to sign-in, and to nothing else.</summary>
    public static IEnumerable<Violation> ConsoleCalls(IEnumerable<TextFile> files) =>
        from file in files
        where file.Path.StartsWith("web/console/src/", StringComparison.Ordinal)
        from line in file.Lines
        from Match match in Call().Matches(line.Text)
        let target = match.Groups["target"].Value
        where !target.StartsWith("/graphql", StringComparison.Ordinal) && !target.StartsWith("/auth", StringComparison.Ordinal)
        select new Violation("H12", $"{file.Path}:{line.Number}", $"calls {target}", "The console asks /graphql; sign-in alone is apart.");

    [GeneratedRegex("(?<!`)`(?<name>[^`]+)`(?!`)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Backticks();

    [GeneratedRegex(@"^[A-Z]\w*([.<]\w+>?)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();

    [GeneratedRegex("\"(?<name>x-banyan-[a-z-]*[a-z])\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Header();

    [GeneratedRegex(@"\b(fetch|EventSource|WebSocket)\s*\(\s*[`'""](?<target>[^`'""]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Call();
}
