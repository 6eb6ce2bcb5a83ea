using Banyan.GraphQL.Language;
using Banyan.GraphQL.Tests.Oracle;
using Banyan.GraphQL.Validation;

namespace Banyan.GraphQL.Tests.Validation;

public sealed class LimitTests
{
    private static readonly QueryLimits Limits = new();

    [Theory]
    [InlineData("depth", 25, GraphCodes.QueryTooDeep)]
    [InlineData("depth in fragments", 25, GraphCodes.QueryTooDeep)]
    [InlineData("fields", 2_000, GraphCodes.QueryTooLarge)]
    [InlineData("fields in fragments", 2_000, GraphCodes.QueryTooLarge)]
    [InlineData("root fields", 50, GraphCodes.QueryTooLarge)]
    [InlineData("aliases", 200, GraphCodes.QueryTooLarge)]
    [InlineData("fragments", 100, GraphCodes.QueryTooLarge)]
    [InlineData("spreads", 2_000, GraphCodes.QueryTooLarge)]
    [InlineData("directives", 8, GraphCodes.QueryTooLarge)]
    [InlineData("variables", 100, GraphCodes.QueryTooLarge)]
    [InlineData("list items", 1_000, GraphCodes.QueryTooLarge)]
    [Trait("Attack", "36")]
    public void A_limit_holds_at_itself_and_refuses_one_more_and_a_hundred_times_more(string what, int limit, string code)
    {
        var limits = what == "spreads" || what.StartsWith("depth", StringComparison.Ordinal) ? Limits with { MaxFields = int.MaxValue } : Limits;

        Assert.Empty(Check(Document(what, limit), limits));
        Assert.Equal(code, Assert.Single(Check(Document(what, limit + 1), limits)).Code);
        Assert.Equal(code, Assert.Single(Check(Document(what, limit * 100), limits)).Code);
    }

    [Fact]
    [Trait("Attack", "36")]
    public void Fragments_that_double_are_counted_without_being_put_in()
    {
        var bomb = $"{{ ...F0 }} {string.Concat(Enumerable.Range(0, 90).Select(index => $"fragment F{index} on Root {{ ...F{index + 1} ...F{index + 1} }} "))} fragment F90 on Root {{ old }}";
        var deep = $"{{ ...F0 }} {string.Concat(Enumerable.Range(0, 90).Select(index => $"fragment F{index} on Root {{ a: self {{ ...F{index + 1} }} self {{ ...F{index + 1} }} }} "))} fragment F90 on Root {{ old }}";

        Assert.Equal(GraphCodes.QueryTooLarge, Assert.Single(Check(bomb)).Code);
        Assert.Equal(GraphCodes.QueryTooLarge, Assert.Single(Check(deep)).Code);
    }

    [Fact]
    [Trait("Attack", "36")]
    public void Fragments_in_a_circle_end_every_count()
    {
        var circle = string.Concat(Enumerable.Range(0, 20).Select(index => $"fragment F{index} on Root {{ self {{ ...F{(index + 1) % 20} }} }} "));

        Assert.Contains(Check($"{{ ...F0 }} {circle}"), error => error.Message.Contains("within itself", StringComparison.Ordinal));
    }

    [Fact]
    public void At_most_a_hundred_errors_are_told()
    {
        Assert.Equal(100, Check($"{{ self {{ {string.Concat(Enumerable.Range(0, 500).Select(index => $"x{index} "))} }} }}").Count);
        Assert.Equal(3, Check("{ a b c d e }", Limits with { MaxErrors = 3 }).Count);
    }

    [Fact]
    [Trait("Attack", "37")]
    public void Nothing_is_suggested_to_callers_who_may_not_introspect()
    {
        foreach (var one in RuleFile.All.SelectMany(file => file.Cases))
        {
            var errors = DocumentCheck.Validate(Verdict.Schemas["features"], Parse(one.Document), Limits, maySuggest: false);
            Assert.DoesNotContain(errors, error => error.Message.Contains("Did you mean", StringComparison.Ordinal) && !error.Message.Contains("{ ... }", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_message_stays_short_whatever_the_document_says()
    {
        var name = new string('n', 500_000);

        Assert.All(Check($"query {name} {{ {name} any(value: $a) oneOf(choice: \"{name}\") }}"), error => Assert.InRange(error.Message.Length, 1, 1_100));
    }

    private static string Document(string what, int count)
    {
        string Times(Func<int, string> part, int times) => string.Concat(Enumerable.Range(0, times).Select(part));
        return what switch
        {
            "depth" when count > 300 => $"{{ {Chain(count - 1)} }} {Links(count - 1)}",
            "depth" => $"{Times(_ => "{ self ", count - 1)} {{ old {new string('}', count)}",
            "depth in fragments" => $"{{ {Chain(count - 1)} }} {Links(count - 1)}",
            "fields" => $"{{ self {{ {Times(_ => "old ", count - 1)} }} }}",
            "fields in fragments" => $"{{ self {{ {Times(_ => "...F ", (count - 20) / 20)} {Times(_ => "old ", count - 1 - ((count - 20) / 20 * 20))} }} }} fragment F on Root {{ {Times(_ => "old ", 20)} }}",
            "root fields" => $"{{ ...F {Times(_ => "old ", count - 20)} }} fragment F on Root {{ {Times(_ => "old ", 20)} }}",
            "aliases" => $"{{ self {{ {Times(index => $"a{index}: old ", count)} }} }}",
            "fragments" => $"{{ {Times(index => $"...F{index} ", Math.Min(count, 40))} self {{ {Times(index => $"...F{index + 40} ", count - 40)} }} }} {Times(index => $"fragment F{index} on Root {{ old }} ", count)}",
            "spreads" => $"{{ self {{ {Times(_ => "...F ", count)} }} }} fragment F on Root {{ old }}",
            "directives" => $"{{ old {Times(_ => "@many(n: 1) ", count)} }}",
            "variables" => $"query ({Times(index => $"$v{index}: Any ", count)}) {{ any(value: [{Times(index => $"$v{index} ", count)}]) }}",
            "list items" => $"{{ any(value: [[{Times(_ => "1 ", count - 2)}] 1]) }}",
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
    }

    // F0 { self { ...F1 } } and so on: the document stays flat where the answer would be deep; several fields a fragment, so that few fragments do.
    private static string Chain(int levels) => levels == 0 ? "old" : "...F0";

    private static string Links(int levels)
    {
        var step = levels > 300 ? 100 : 10;
        var fragments = (levels + step - 1) / step;
        return string.Concat(Enumerable.Range(0, fragments).Select(index =>
        {
            var steps = Math.Min(step, levels - (index * step));
            var next = index + 1 < fragments ? $"...F{index + 1}" : "old";
            return $"fragment F{index} on Root {{ {string.Concat(Enumerable.Repeat("self { ", steps))}{next}{new string('}', steps)} }} ";
        }));
    }

    private static IReadOnlyList<GraphError> Check(string document, QueryLimits? limits = null) =>
        DocumentCheck.Validate(Verdict.Schemas["features"], Parse(document), limits ?? Limits, maySuggest: true);

    private static Document Parse(string document)
    {
        var parsed = GraphParser.Parse(document, ParserLimits.Trusted);
        return parsed.IsGood ? parsed.Value : throw new ArgumentException(parsed.Error.Message, nameof(document));
    }
}
