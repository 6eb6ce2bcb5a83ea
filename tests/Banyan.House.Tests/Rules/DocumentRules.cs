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

    [GeneratedRegex(@"\b(fetch|EventSource|WebSocket)\s*\(\s*[`'""](?<target>[^`'""]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Call();
}
