namespace Banyan.GraphQL.Tests.Execution;

public sealed class NullTests
{
    private sealed record Shelf(string Name, bool Breaks = false);

    private static TestGraph Graph(params object?[] shelves) => new(graph =>
    {
        graph.Object<Shelf>("Shelf", "A shelf.", shelf =>
        {
            shelf.Field("name: String!", s => s.Name, "Its name.");
            shelf.Field("sure: Int!", s => s.Breaks ? throw new InvalidOperationException("secret") : 1, "Never null.");
            shelf.Field("maybe: Int", s => s.Breaks ? throw new InvalidOperationException("secret") : 1, "May be null.");
            shelf.Field("later: Int!", async (s, _) => s.Breaks ? await BreakAsync() : 1, "Never null, later.");
            shelf.Field("sureInner: Shelf!", s => s, "Itself.");
            shelf.Field("inner: Shelf", s => s, "Itself, or nothing.");
        });
        graph.Query("shelf: Shelf", _ => shelves[0], "One.");
        graph.Query("sureShelf: Shelf!", _ => shelves[0], "One.");
        graph.Query("all: [Shelf]", _ => shelves, "All.");
        graph.Query("allSure: [Shelf!]", _ => shelves, "All.");
        graph.Query("numbers: [Int!]!", _ => new List<int?> { 1, null, 3 }, "Numbers.");
        graph.Query("word: [String]", _ => "text", "No list.");
        graph.Query("big: Int", _ => 1L << 40, "Too large.");
    });

    [Theory]
    [InlineData("{ shelf { name maybe } }", """{"shelf":{"name":"a","maybe":null}}""", "INTERNAL shelf.maybe")]
    [InlineData("{ shelf { name sure } }", """{"shelf":null}""", "INTERNAL shelf.sure")]
    [InlineData("{ shelf { name later } }", """{"shelf":null}""", "INTERNAL shelf.later")]
    [InlineData("{ sureShelf { name sure } }", "null", "INTERNAL sureShelf.sure")]
    [InlineData("{ sureShelf { sureInner { sureInner { later } } } }", "null", "INTERNAL sureShelf.sureInner.sureInner.later")]
    [InlineData("{ sureShelf { inner { sureInner { later } } name } }", """{"sureShelf":{"inner":null,"name":"a"}}""", "INTERNAL sureShelf.inner.sureInner.later")]
    [InlineData("{ all { later } }", """{"all":[null,{"later":1}]}""", "INTERNAL all.0.later")]
    [InlineData("{ allSure { sure } }", """{"allSure":null}""", "INTERNAL allSure.0.sure")]
    [InlineData("{ numbers }", "null", "INTERNAL numbers.1")]
    [InlineData("{ word big }", """{"word":null,"big":null}""", "INTERNAL word|INTERNAL big")]
    public async Task A_null_rises_to_the_nearest_place_that_allows_it(string text, string data, string errors)
    {
        var (gave, told) = await Graph(new Shelf("a", Breaks: true), new Shelf("b")).RunAsync(text);

        Assert.Equal(data, gave);
        Assert.Equal(errors.Split('|'), told);
    }

    [Fact]
    public async Task A_bug_is_told_by_its_id_alone()
    {
        var answer = await Graph(new Shelf("a", Breaks: true)).AskAsync("{\n  shelf { maybe }\n}");

        Assert.Equal(
            """{"errors":[{"message":"Something went wrong on our side.","locations":[{"line":2,"column":11}],"path":["shelf","maybe"],"extensions":{"code":"INTERNAL","traceId":"trace-1"}}],"data":{"shelf":{"maybe":null}}}""",
            answer);
    }

    [Fact]
    public async Task Work_for_a_place_that_is_gone_is_cancelled_and_not_waited_for()
    {
        var begun = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        var graph = new TestGraph(graph =>
        {
            graph.Object<Shelf>("Shelf", "A shelf.", shelf =>
            {
                shelf.Field("slow: Int", async (Shelf _, Banyan.GraphQL.Types.FieldContext c) =>
                {
                    using var told = c.Cancelled.Register(() => stopped.SetResult());
                    begun.SetResult();
                    await new TaskCompletionSource<int>().Task;
                    return 1;
                }, "Never comes.");
                shelf.Field("breaks: Int!", async (Shelf _, Banyan.GraphQL.Types.FieldContext _) =>
                {
                    await begun.Task;
                    return await BreakAsync();
                }, "Breaks.");
            });
            graph.Query("shelf: Shelf", _ => new Shelf("a"), "One.");
        });

        var (data, errors) = await graph.RunAsync("{ shelf { slow breaks } }");

        Assert.Equal("""{"shelf":null}""", data);
        Assert.Equal(["INTERNAL shelf.breaks"], errors);
        await stopped.Task.WaitAsync(TestGraph.Patience, TestContext.Current.CancellationToken);
    }

    private static async Task<int> BreakAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("secret");
    }
}
