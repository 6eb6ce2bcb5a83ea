using System.Text;
using Banyan.House.Tests.Reading;
using Banyan.Wire;

namespace Banyan.House.Tests;

/// <summary>H12: <c>docs/errors.md</c> is written from the table of codes, and says what it says.</summary>
public sealed class ErrorPageTests
{
    private const string Page = "docs/errors.md";

    [Fact]
    public void H12_the_page_of_errors_is_the_table_of_codes() => Approved.ShouldMatch(Page, Write(ErrorCode.All));

    [Fact]
    public void Every_code_has_its_row()
    {
        var page = Repository.Files.Single(file => file.Path == Page).Text;
        ErrorCode.All.Select(code => code.Word).Where(word => !page.Contains($"| `{word}` |", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Words_and_numbers_are_unique_and_numbers_ascend()
    {
        ErrorCode.All.Select(code => code.Word).ShouldBeUnique();
        ErrorCode.All.Select(code => code.Number).ShouldBeInOrder(SortDirection.Ascending);
        ErrorCode.All.Select(code => code.Number).ShouldBeUnique();
    }

    [Fact]
    public void Every_code_says_what_happened_and_what_to_do() =>
        ErrorCode.All.Where(code => !code.Meaning.EndsWith('.') || !code.Remedy.EndsWith('.') || code.HttpStatus is < 400 or > 599).ShouldBeEmpty();

    /// <summary>A word given to a failure that is not in the table would answer 500 and be documented nowhere.</summary>
    [Fact]
    public void Every_failure_the_product_makes_has_a_code_of_the_table()
    {
        var unknown =
            from source in Repository.Sources
            where source.IsProduct
            from System.Text.RegularExpressions.Match match in FailureWord.Matches(source.Text)
            let word = match.Groups["word"].Value
            where ErrorCode.Find(word) is null
            select new Violation("H12", $"{source.Path}:{source.LineOf(match.Index)}", $"fails with \"{word}\", which is no code", "Use a word of ErrorCode.All, or add one there.");
        unknown.ShouldHold();
    }

    private static readonly System.Text.RegularExpressions.Regex FailureWord = new(
        @"\bnew(?:\s+Failure)?\s*\(\s*FailureKind\.\w+\s*,\s*""(?<word>[^""]*)""", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    private static string Write(IEnumerable<ErrorCode> codes)
    {
        var page = new StringBuilder("""
            # Errors

            One word per cause, the same on every door; a GraphQL error carries it as `extensions.reason` beside a coarser code. Words, numbers and statuses never change their meaning.
            A dialect may wear a status differently where its own clients expect that: Anthropic callers see 529 for 503.
            This page is written from the table in `src/Banyan.Wire/ErrorCode.cs`; do not edit it by hand (see [CONTRIBUTING](../CONTRIBUTING.md)).

            | code | number | status | meaning | what to do |
            |---|---|---|---|---|

            """);
        foreach (var code in codes)
        {
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{code.Word}` | BNY{code.Number:D4} | {code.HttpStatus} | {code.Meaning} | {code.Remedy} |\n");
        }

        return page.ToString();
    }
}
