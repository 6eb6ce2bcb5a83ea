using Banyan.GraphQL.Language;
using Banyan.GraphQL.Tests.Oracle;
using Banyan.GraphQL.Validation;

namespace Banyan.GraphQL.Tests.Validation;

/// <summary>Documents on which comparing every two fields takes the square of their number. Steps are counted, not seconds.</summary>
public sealed class MergingGrowthTests
{
    private const double MostGrowth = 2.3;

    [Theory]
    [InlineData("one field many times")]
    [InlineData("one field many times, each with a selection")]
    [InlineData("nested selections of one field")]
    [InlineData("fragments that all select the same")]
    [InlineData("fragments in a chain")]
    [InlineData("fragments in a chain below fields")]
    [InlineData("fragments that spread the next twice")]
    [InlineData("fields of many types")]
    [InlineData("arguments in any order")]
    public void Twice_the_document_takes_at_most_little_more_than_twice_the_steps(string shape)
    {
        const int Size = 2_000;
        var (once, twice) = (Steps(Document(shape, Size)), Steps(Document(shape, 2 * Size)));

        Assert.InRange((double)twice / once, 0.5, MostGrowth);
        Assert.True(once >= Size, $"{once} steps are too few to say anything");
    }

    [Fact]
    [Trait("Attack", "36")]
    public void A_document_of_a_megabyte_is_checked_in_steps_like_its_length()
    {
        var document = Document("one field many times, each with a selection", 60_000);

        Assert.InRange(document.Length, 1_000_000, 2_000_000);
        Assert.InRange(Steps(document), 60_000, document.Length);
    }

    [Fact]
    public void Work_that_would_grow_all_the_same_is_refused()
    {
        var error = Assert.Single(DocumentCheck.Validate(Verdict.Schemas["features"], Parse(Document("fragments in a chain below fields", 2_000)), QueryLimits.None with { MaxSteps = 1_000 }, maySuggest: true));

        Assert.Equal(GraphCodes.QueryTooLarge, error.Code);
    }

    private static int Steps(string document)
    {
        var check = new Check(Verdict.Schemas["features"], Parse(document), QueryLimits.None, maySuggest: true);
        new FieldMerging(check).Run();
        Assert.Empty(check.Errors);
        return check.Steps;
    }

    private static string Document(string shape, int count)
    {
        string Times(Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));
        return shape switch
        {
            "one field many times" => $"{{ {Times(_ => "old ")} }}",
            "one field many times, each with a selection" => $"{{ {Times(index => $"self {{ old a{index}: old }} ")} }}",
            "nested selections of one field" => $"{{ {Times(_ => "self { self { self { old } } } ")} }}",
            "fragments that all select the same" => $"{{ {Times(index => $"...F{index} ")} }} {Times(index => $"fragment F{index} on Root {{ self {{ old }} old }} ")}",
            "fragments in a chain" => $"{{ ...F0 }} {Times(index => $"fragment F{index} on Root {{ self {{ old }} ...F{index + 1} }} ")} fragment F{count} on Root {{ old }}",
            "fragments in a chain below fields" => $"{{ ...F0 }} {Times(index => $"fragment F{index} on Root {{ self {{ ...F{index + 1} }} self {{ ...F{index + 1} old }} }} ")} fragment F{count} on Root {{ old }}",
            "fragments that spread the next twice" => $"{{ ...F0 }} {Times(index => $"fragment F{index} on Root {{ a: self {{ ...F{index + 1} }} b: self {{ ...F{index + 1} }} }} ")} fragment F{count} on Root {{ old }}",
            "fields of many types" => $"{{ nameds {{ {Times(index => $"... on {(index % 3) switch { 0 => "Dog", 1 => "Cat", _ => "Named" }} {{ name __typename }} ")} }} }}",
            "arguments in any order" => $"{{ args {{ {Times(index => index % 2 == 0 ? "several(a: 1, b: 2, c: 3) " : "several(c: 3, b: 2, a: 1) ")} }} }}",
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };
    }

    private static Document Parse(string document)
    {
        var parsed = GraphParser.Parse(document, ParserLimits.Trusted);
        return parsed.IsGood ? parsed.Value : throw new ArgumentException(parsed.Error.Message, nameof(document));
    }
}
