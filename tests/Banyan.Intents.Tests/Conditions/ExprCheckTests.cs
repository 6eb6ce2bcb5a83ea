using System.Text.Json;
using Banyan.Intents.Conditions;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Tests.Conditions;

public sealed class ExprCheckTests
{
    private static readonly Dictionary<string, JsonSchema> Roots = new(StringComparer.Ordinal)
    {
        ["s1"] = SchemaReader.Read(JsonDocument.Parse(
            """
            {"type":"object","properties":{"status":{"type":"string","enum":["pending","shipped","delivered"]},"total":{"type":"number"},"placedAt":{"type":"string","format":"date"},
            "items":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"price":{"type":"number"}}}},"flags":{"type":"array","items":{"type":"boolean"}},
            "late":{"type":"boolean"},"anything":{},"address":{"type":"object","properties":{"zip":{"type":["string","null"]}}}}}
            """).RootElement),
    };

    [Theory]
    [InlineData("!(s1.status in ['shipped','delivered'])")]
    [InlineData("s1.total > 50 && s1.late")]
    [InlineData("now() - date(s1.placedAt) < duration('30d')")]
    [InlineData("date(s1.placedAt) + duration('P2W') > date('2026-03-01')")]
    [InlineData("size(s1.items) > 2")]
    [InlineData("any(s1.items, it.price > 100 && lower(it.name) == 'desk')")]
    [InlineData("all(s1.flags)")]
    [InlineData("s1.anything == 3 || s1.anything")]
    [InlineData("has(s1.address.zip) && s1.address.zip != null")]
    [InlineData("caller.email == s1.items[0].name")]
    [InlineData("duration('2h') * 2 <= duration('5h')")]
    public void A_condition_that_fits_the_schemas_has_no_fault(string source) => Faults(source).ShouldBeEmpty();

    [Theory]
    [InlineData("s1.state == 'x'", 0, "'s1.state' is no declared field")]
    [InlineData("s2.total > 1", 0, "'s2' is nothing that can be read here; there are s1, caller")]
    [InlineData("s1.status == 'shiped'", 13, "none of the values this field can have")]
    [InlineData("s1.status in ['pending', 'shiped']", 25, "none of the values")]
    [InlineData("s1.total > '50'", 9, "does not compare a number with a text")]
    [InlineData("s1.placedAt < now()", 12, "made a date by date(...)")]
    [InlineData("s1.total", 0, "wants true or false")]
    [InlineData("s1.total && true", 0, "'&&' wants true or false")]
    [InlineData("s1.items == 3", 9, "does not compare a list")]
    [InlineData("s1.late > true", 8, "does not compare")]
    [InlineData("s1.total > null", 9, "does not compare")]
    [InlineData("s1.status + 'x' == 'y'", 10, "does not go between")]
    [InlineData("'a' in s1.status", 4, "wants a list")]
    [InlineData("1 in [1, 'a']", 5, "holds one kind")]
    [InlineData("size(s1.total) > 1", 0, "size() wants")]
    [InlineData("any(s1.items)", 0, "list of true and false")]
    [InlineData("any(s1.items, it.weight > 1)", 14, "'it.weight' is no declared field")]
    [InlineData("any(s1.total, it > 1)", 0, "wants a list")]
    [InlineData("it.price > 1", 0, "'it' is nothing")]
    [InlineData("has('x')", 0, "has() wants a field")]
    [InlineData("date('soon') > now()", 5, "no date")]
    [InlineData("duration('1M') > duration('1d')", 9, "no duration")]
    [InlineData("caller.scopes == 'x'", 0, "'caller.scopes' is no declared field")]
    [InlineData("-s1.status == 1", 0, "'-' wants a number")]
    public void What_does_not_fit_is_told_with_its_place(string source, int at, string words)
    {
        var fault = Faults(source)[0];

        fault.At.ShouldBe(at);
        fault.Message.ShouldContain(words);
    }

    [Fact]
    public void All_faults_are_told_at_once() => Faults("s1.state == 'x' && s2.y > 1 && s1.total == 'z'").Count.ShouldBe(3);

    [Fact]
    public void An_expression_made_by_code_is_bounded_too()
    {
        Expr made = new Expr.Literal(true);
        for (var i = 0; i < 40; i++)
        {
            made = new Expr.Not(made);
        }

        ExprCheck.Faults(made, Roots).ShouldHaveSingleItem().Message.ShouldContain("deeper");
    }

    private static IReadOnlyList<ExprFault> Faults(string source) => ExprCheck.Faults(ExprParser.Parse(source).Root!, Roots);
}
