namespace Banyan.GraphQL.Tests.Execution;

/// <summary>What a variable that is null at run time, though its type let it be, does to the place it stands in.</summary>
public sealed class VariablePlaceTests
{
    private static readonly TestGraph Graph = new(graph =>
    {
        graph.Object<string>("Word", "A word.", word => word.Field("text: String", one => one, "It."));
        graph.Query("word(n: Int! = 1, ns: [Int!]): Word", _ => "word", "One.");
        graph.Query("sure: Int!", _ => 1, "A number.");
    });

    [Theory]
    [InlineData("query ($if: Boolean = true) { sure word { text @skip(if: $if) } }", """{"sure":1,"word":null}""", """["word"]""", 58)]
    [InlineData("query ($if: Boolean = true) { sure word { text @include(if: $if) } }", """{"sure":1,"word":null}""", """["word"]""", 61)]
    [InlineData("query ($if: Boolean = true) { sure word @include(if: $if) { text } }", "null", null, 54)]
    [InlineData("query ($n: Int = 2) { sure word(n: $n) { text } }", """{"sure":1,"word":null}""", """["word"]""", 36)]
    [InlineData("query ($n: Int = 2) { sure word(ns: [3, $n]) { text } }", """{"sure":1,"word":null}""", """["word"]""", 41)]
    public async Task Null_is_told_where_the_variable_stands(string text, string data, string? path, int column)
    {
        var answer = System.Text.Json.JsonElement.Parse(await Graph.AskAsync(text, """{"if": null, "n": null}"""));

        Assert.Equal(data, answer.GetProperty("data").GetRawText());
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal(path, error.TryGetProperty("path", out var at) ? at.GetRawText() : null);
        Assert.Equal($$"""[{"line":1,"column":{{column}}}]""", error.GetProperty("locations").GetRawText());
        Assert.Equal("BAD_USER_INPUT", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_source_that_does_not_open_is_told_at_every_place_of_its_field()
    {
        var graph = new TestGraph(graph =>
        {
            graph.Query("sure: Int!", _ => 1, "A number.");
            graph.Subscription<int>("ticks: Int!", _ => throw new InvalidOperationException("secret"), "Ticks.");
        });

        Assert.Contains("""
            "locations":[{"line":1,"column":16},{"line":1,"column":22}],"path":["ticks"]
            """, Assert.Single(await graph.SubscribeAsync("subscription { ticks ticks }")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fragment_spread_twice_under_conditions_that_hold_is_told_once()
    {
        var graph = new TestGraph(graph => graph.Query("breaks: Int", (Banyan.GraphQL.Types.FieldContext _) => throw new InvalidOperationException("secret"), "Breaks."));
        var answer = await graph.AskAsync("query ($a: Boolean!, $b: Boolean!) { ...F @include(if: $a) ...F @include(if: $b) } fragment F on Query { breaks }", """{"a": true, "b": true}""");

        Assert.Contains("""
            "locations":[{"line":1,"column":106}],"path":["breaks"]
            """, answer, StringComparison.Ordinal);
    }
}
