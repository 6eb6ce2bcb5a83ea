namespace Banyan.GraphQL.Tests.Execution;

public sealed class OrderTests
{
    private static TestGraph Graph(List<string> log, TaskCompletionSource? gate = null) => new(graph =>
    {
        graph.Scalars();
        graph.Query("now(n: Int = 1): Int", c => c.Arg<int>("n"), "At once.");
        graph.Query("later(n: Int = 1): Int", async c =>
        {
            await Task.Yield();
            return c.Arg<int>("n");
        }, "Later.");
        graph.Query("gated: Int", async _ =>
        {
            await gate!.Task;
            return 7;
        }, "Behind a gate.");
        graph.Query("opens: Int", _ =>
        {
            gate!.SetResult();
            return 8;
        }, "Opens the gate.");
        graph.Mutation("write(n: Int!): Int", async c =>
        {
            log.Add($"begin {c.Arg<int>("n")}");
            await Task.Yield();
            log.Add($"end {c.Arg<int>("n")}");
            return c.Arg<int>("n");
        }, "Writes.");
    });

    [Fact]
    public async Task Answers_stand_in_the_order_selected_whenever_they_come()
    {
        var (data, _) = await Graph([]).RunAsync("{ b: later(n: 2) a: now c: later(n: 3) ... on Query { a: now d: now } __typename }");

        Assert.Equal("""{"b":2,"a":1,"c":3,"d":1,"__typename":"Query"}""", data);
    }

    [Fact]
    public async Task Queries_run_at_once()
    {
        var (data, _) = await Graph([], new TaskCompletionSource()).RunAsync("{ gated opens }");

        Assert.Equal("""{"gated":7,"opens":8}""", data);
    }

    [Fact]
    public async Task Mutations_run_one_after_the_other()
    {
        var log = new List<string>();

        var (data, _) = await Graph(log).RunAsync("mutation { a: write(n: 1) b: write(n: 2) c: write(n: 3) }");

        Assert.Equal("""{"a":1,"b":2,"c":3}""", data);
        Assert.Equal(["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"], log);
    }

    [Theory]
    [InlineData("true", """{"a":1,"b":1,"c":1}""")]
    [InlineData("false", """{"b":1,"a":1}""")]
    public async Task Conditions_decide_what_counts_and_where_it_stands(string x, string expected)
    {
        var text = "query($x: Boolean!) { a: now @include(if: $x) b: now a: now c: now @skip(if: false) @include(if: $x) d: now @skip(if: true) }";

        Assert.Equal(expected, (await Graph([]).RunAsync(text, $$"""{"x":{{x}}}""")).Data);
    }

    [Fact]
    public async Task A_fragment_skipped_once_and_included_once_counts()
    {
        var text = "query($x: Boolean!) { ...F @skip(if: $x) ...F @include(if: $x) } fragment F on Query { now }";

        Assert.Equal("""{"now":1}""", (await Graph([]).RunAsync(text, """{"x":true}""")).Data);
        Assert.Equal("""{"now":1}""", (await Graph([]).RunAsync(text, """{"x":false}""")).Data);
    }

    [Fact]
    public async Task A_variable_that_does_not_fit_runs_nothing()
    {
        var (data, errors) = await Graph([]).RunAsync("query($n: Int!) { now(n: $n) }", """{"n":"x"}""");

        Assert.Equal("", data);
        Assert.Equal(["BAD_USER_INPUT"], errors);
    }

    [Fact]
    public async Task A_variable_that_was_not_given_leaves_the_default()
    {
        Assert.Equal("""{"now":1}""", (await Graph([]).RunAsync("query($n: Int) { now(n: $n) }")).Data);
        Assert.Equal("""{"now":0}""", (await Graph([]).RunAsync("query($n: Int) { now(n: $n) }", """{"n":null}""")).Data);
    }
}
