using System.Runtime.CompilerServices;
using System.Security.Claims;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Execution;

public sealed class SubscriptionTests
{
    private sealed class Nobody : IGraphAuthorizer
    {
        public bool Allows(ClaimsPrincipal user, IReadOnlyList<string> scopes) => false;
    }

    private sealed record Tick(int Number);

    private static TestGraph Graph(TaskCompletionSource? closed = null) => new(graph =>
    {
        graph.Object<Tick>("Tick", "A tick.", tick =>
        {
            tick.Field("number: Int!", t => t.Number == 2 ? throw new InvalidOperationException() : t.Number, "Which.");
            tick.Field("twice: Int", async (Tick t, FieldContext _) => { await Task.Yield(); return t.Number * 2; }, "Later.");
        });
        graph.Query("a: Int", _ => 1, "A.");
        graph.Subscription("ticks(from: Int = 1): Tick", c => TicksAsync(c.Arg<int>("from"), closed, c.Cancelled), "Ticks.");
    });

    [Fact]
    public async Task Every_event_is_an_answer_of_its_own()
    {
        var told = await Graph().SubscribeAsync("subscription { t: ticks { number twice } }", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("""{"data":{"t":{"number":1,"twice":2}}}""", told[0]);
        Assert.EndsWith("""],"data":{"t":null}}""", told[1], StringComparison.Ordinal);
        Assert.Equal("""{"data":{"t":{"number":3,"twice":6}}}""", told[2]);
        Assert.Equal(3, told.Count);
    }

    [Fact]
    public async Task A_source_the_caller_may_not_open_is_refused_with_its_path()
    {
        var graph = new TestGraph(graph =>
        {
            graph.Query("a: Int", _ => 1, "A.");
            graph.Subscription("ticks: Int", _ => Array.Empty<int>().ToAsyncEnumerable(), "Ticks.").Requires("listen");
        })
        { Settings = new ExecutionSettings { Authorizer = new Nobody() } };

        Assert.Equal(
            ["""{"errors":[{"message":"You may not do or read this.","locations":[{"line":1,"column":16}],"path":["ticks"],"extensions":{"code":"FORBIDDEN"}}]}"""],
            await graph.SubscribeAsync("subscription { ticks }", cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_subscriber_that_leaves_closes_the_source()
    {
        var closed = new TaskCompletionSource();
        await Graph(closed).SubscribeAsync("subscription { ticks { number } }", most: 1, TestContext.Current.CancellationToken);

        await closed.Task.WaitAsync(TestGraph.Patience, TestContext.Current.CancellationToken);
    }

    private static async IAsyncEnumerable<Tick> TicksAsync(int from, TaskCompletionSource? closed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            for (var i = from; i <= 3; i++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return new Tick(i);
            }
        }
        finally
        {
            closed?.SetResult();
        }
    }
}
