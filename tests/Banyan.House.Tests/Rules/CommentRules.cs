using System.Text.RegularExpressions;
using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests.Rules;

/// <summary>H11: nothing in the code that only pretends to be work done.</summary>
internal static partial class CommentRules
{
    public static IEnumerable<Violation> Regions(IEnumerable<SourceFile> sources) =>
        Matches(sources, Region(), "folds code away in a region", "Split the file instead.");

    public static IEnumerable<Violation> Pending(IEnumerable<SourceFile> sources) =>
        from source in sources
        from comment in source.Comments
        where PendingMark().IsMatch(comment.Text)
        select new Violation("H11", $"{source.Path}:{comment.Line}", "leaves a note to do it later", "Do it now, or open an issue.");

    public static IEnumerable<Violation> DeadCode(IEnumerable<SourceFile> sources) =>
        from source in sources
        from comment in source.Comments
        where !comment.IsDocumentation && IsCode(comment.Text)
        select new Violation("H11", $"{source.Path}:{comment.Line}", "comments code out", "Delete it; the history keeps it.");

    /// <summary>A skipped or hidden test is a failure (house, section 15).</summary>
    public static IEnumerable<Violation> Skips(IEnumerable<SourceFile> sources) =>
        Matches(sources, Skip(), "skips or hides a test", "Make it run, or delete it.");

    /// <summary>H9: a banned symbol may be used where the environment and the clock enter, and nowhere else.</summary>
    public static IEnumerable<Violation> Exemptions(IEnumerable<SourceFile> sources) =>
        Matches(
            sources.Where(source => source.IsProduct && !source.Path.StartsWith("src/Banyan.Host/", StringComparison.Ordinal) && !source.Path.StartsWith("src/Banyan.Cli/", StringComparison.Ordinal)),
            Exemption(),
            "lifts the ban on clocks, the environment and blocking",
            "Take a TimeProvider, an option or a value from Host instead.",
            rule: "H9");

    private static bool IsCode(string comment) =>
        CodeLine().IsMatch(comment) || comment is "{" or "}" or "};" or "else";

    private static IEnumerable<Violation> Matches(IEnumerable<SourceFile> sources, Regex what, string says, string remedy, string rule = "H11") =>
        from source in sources
        from Match match in what.Matches(source.Code)
        select new Violation(rule, $"{source.Path}:{source.LineOf(match.Index)}", says, remedy);

    [GeneratedRegex(@"^\s*#\s*(end)?region\b", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Region();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PendingMark();

    [GeneratedRegex(@"^(using [\w.]+|(var|return|await|throw|yield|private|public|internal|protected|static)\b.*|[\w.\[\]<>]+ = .*|[\w.]+\(.*\)|[\w.<>?\[\]]+ \w+ = .*)\s*;$|^(if|for|foreach|while|switch|catch|using|lock) \(.*\)\s*\{?$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CodeLine();

    [GeneratedRegex(@"\b(Skip|SkipWhen|SkipUnless|SkipExceptions)\s*=\s*|\bExplicit\s*=\s*true|\bAssert\.Skip(When|Unless)?\s*\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Skip();

    [GeneratedRegex(@"#\s*pragma\s+warning\s+disable\s+.*RS0030", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Exemption();
}
