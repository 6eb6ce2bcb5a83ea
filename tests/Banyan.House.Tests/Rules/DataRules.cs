using System.Text.RegularExpressions;
using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests.Rules;

/// <summary>Tests that read the shared data say so, so that a machine without it can leave them out by name.</summary>
internal static partial class DataRules
{
    /// <summary>A test file that names the data's finder, or a helper that does, carries the mark.</summary>
    public static IEnumerable<Violation> Marks(IEnumerable<SourceFile> sources)
    {
        var tests = sources.Where(source => source.Path.StartsWith("tests/", StringComparison.Ordinal)).ToArray();
        var readers = new HashSet<string>(["TestFiles"], StringComparer.Ordinal);
        for (var before = 0; before != readers.Count;)
        {
            before = readers.Count;
            readers.UnionWith(tests.Where(source => !IsTest(source) && Names(source, readers)).Select(source => Path.GetFileNameWithoutExtension(source.Name)).ToArray());
        }

        return tests.Where(source => IsTest(source) && Names(source, readers) && !source.Text.Contains("Trait(\"needs\", \"data\")", StringComparison.Ordinal))
            .Select(source => new Violation("H11", source.Path, "reads the shared test data without saying so", "Mark the tests that do with [Trait(\"needs\", \"data\")]."));
    }

    private static bool IsTest(SourceFile source) => TestMark().IsMatch(source.Code);

    private static bool Names(SourceFile source, HashSet<string> readers) =>
        Receiver().Matches(source.Code).Any(match => readers.Contains(match.Groups["name"].Value));

    [GeneratedRegex(@"\[(Fact|Theory)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TestMark();

    [GeneratedRegex(@"\b(?<name>[A-Z]\w*)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Receiver();
}
