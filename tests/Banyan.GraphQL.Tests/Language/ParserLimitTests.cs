using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Tests.Language;

public sealed class ParserLimitTests
{
    private static readonly ParserLimits Limits = ParserLimits.Default;

    public static TheoryData<string, string, string> Nested => new()
    {
        { "{a", "", "}" },
        { "{...", "{a}", "}" },
        { "[", "1", "]" },
        { "{a:", "1", "}" },
        { "[", "Int", "]" },
    };

    [Theory]
    [MemberData(nameof(Nested))]
    public void Nesting_is_refused_from_the_first_level_over_the_limit(string open, string middle, string close)
    {
        string Nest(int levels) => string.Concat(Enumerable.Repeat(open, levels)) + middle + string.Concat(Enumerable.Repeat(close, levels));
        string Document(int levels) => (open, middle) switch
        {
            ("[", "Int") => $"query ($v: {Nest(levels)}) {{ a }}",
            ("[", _) or ("{a:", _) => $"{{ a(v: {Nest(levels - 1)}) }}",
            ("{...", _) => Nest(levels - 1),
            _ => Nest(levels),
        };

        Assert.Null(GraphParser.Parse(Document(128), Limits).Error);
        Assert.Equal(GraphCodes.DocumentTooDeep, GraphParser.Parse(Document(129), Limits).Error?.Code);
        Assert.Equal(GraphCodes.DocumentTooDeep, GraphParser.Parse(Document(12_800), Limits with { MaxTokens = int.MaxValue }).Error?.Code);
        Assert.Equal(GraphCodes.DocumentTooDeep, GraphParser.Parse(Document(1_000_000)[..1_000_000], Limits).Error?.Code);
    }

    [Fact]
    public void Tokens_are_counted_while_they_are_read()
    {
        string Document(int tokens) => $"{{ {string.Concat(Enumerable.Repeat("a ", tokens - 2))}}} # not counted";

        Assert.Null(GraphParser.Parse(Document(15_000), Limits).Error);
        var error = GraphParser.Parse(Document(15_001), Limits).Error;
        Assert.Equal(GraphCodes.DocumentTooLarge, error?.Code);
        Assert.Equal("Syntax Error: Document contains more than 15000 tokens. Parsing aborted.", error?.Message);
        Assert.Equal(GraphCodes.DocumentTooLarge, GraphParser.Parse(Document(1_500_000), Limits).Error?.Code);
    }

    [Fact]
    public void No_limit_can_be_set_beyond_what_a_stack_holds()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Limits with { MaxNesting = 513 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Limits with { MaxNesting = 0 });
        var deep = $"{string.Concat(Enumerable.Repeat("{a", 512))}{new string('}', 512)}";
        Assert.Equal(deep.Length, GraphParser.Parse(deep, Limits with { MaxNesting = 512 }).Value?.Span.End);
    }
}
