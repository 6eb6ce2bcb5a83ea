namespace Banyan.House.Tests;

internal static class Verdict
{
    /// <summary>Fails with one line per violation, so that the message alone says what to do.</summary>
    public static void ShouldHold(this IEnumerable<Violation> violations)
    {
        var lines = violations.Select(violation => violation.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (lines.Length > 0)
        {
            Assert.Fail($"{lines.Length} broken:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
        }
    }

    /// <summary>The rule numbers and places found, for tests of the checkers themselves.</summary>
    public static string[] Places(this IEnumerable<Violation> violations) => [.. violations.Select(violation => $"{violation.Rule} {violation.Where}")];
}
