using System.Security.Claims;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Types;
using Banyan.TestKit;

namespace Banyan.GraphQL.Tests.Execution;

public sealed class StopTests
{
    private sealed class OnlyRead : IGraphAuthorizer
    {
        public bool Allows(ClaimsPrincipal user, IReadOnlyList<string> scopes) => scopes.All(scope => scope == "read");
    }

    private sealed record Secret(string Text);

    [Fact]
    public async Task Time_is_up_when_the_clock_says_so()
    {
        var clock = new FakeClock();
        var begun = new TaskCompletionSource<CancellationToken>();
        var graph = new TestGraph(graph => graph.Query("slow: Int", async c =>
        {
            begun.SetResult(c.Cancelled);
            await new TaskCompletionSource().Task;
            return 1;
        }, "Never comes."));
        graph.Settings = new ExecutionSettings { Time = clock, MaxDuration = TimeSpan.FromSeconds(5) };

        var asked = graph.RunAsync("{ slow }");
        var token = await begun.Task;
        Assert.False(token.IsCancellationRequested);
        clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(("null", "TIMEOUT"), ((await asked).Data, (await asked).Errors.Single()));
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public async Task A_field_with_a_deadline_of_its_own_is_not_stopped_by_the_clock()
    {
        var clock = new FakeClock();
        var (begun, answer) = (new TaskCompletionSource<CancellationToken>(), new TaskCompletionSource<int>());
        var graph = new TestGraph(graph => graph.Query("slow: Int", async c =>
        {
            begun.SetResult(c.Cancelled);
            return await answer.Task;
        }, "Comes when it comes.").OwnDeadline());
        graph.Settings = new ExecutionSettings { Time = clock, MaxDuration = TimeSpan.FromSeconds(5) };

        var asked = graph.RunAsync("{ slow }");
        var token = await begun.Task;
        clock.Advance(TimeSpan.FromHours(1));
        Assert.False(token.IsCancellationRequested);
        answer.SetResult(7);

        Assert.Equal("""{"slow":7}""", (await asked).Data);
    }

    [Fact]
    public async Task A_caller_that_leaves_stops_resolvers_and_is_not_waited_for()
    {
        using var caller = new CancellationTokenSource();
        var begun = new TaskCompletionSource<CancellationToken>();
        var graph = new TestGraph(graph => graph.Query("slow: Int", async c =>
        {
            begun.SetResult(c.Cancelled);
            await new TaskCompletionSource().Task;
            return 1;
        }, "Never comes."));

        var asked = graph.AskAsync("{ slow }", cancellationToken: caller.Token);
        var token = await begun.Task;
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.True(token.IsCancellationRequested);
    }

    [Theory]
    [InlineData(9, """{"rows":[0,1,2,3,4,5,6,7]}""")]
    [InlineData(8, "null")]
    public async Task An_answer_has_a_largest_size(int most, string expected)
    {
        var graph = new TestGraph(graph => graph.Query("rows: [Int!]!", _ => Enumerable.Range(0, 8), "Rows.")) { Settings = new ExecutionSettings { MaxNodes = most + 1 } };

        var (data, errors) = await graph.RunAsync("{ rows }");

        Assert.Equal(expected, data);
        Assert.Equal(expected == "null" ? ["RESULT_TOO_LARGE"] : [], errors);
    }

    [Fact]
    public async Task A_scope_is_asked_before_the_resolver()
    {
        var ran = 0;
        var graph = new TestGraph(graph =>
        {
            graph.Object<Secret>("Secret", "A secret.", secret => secret.Field("text: String!", s => s.Text, "It.")).Requires("reveal");
            graph.Union("Any", "Any.", "Secret");
            graph.Query("open: Int", _ => 1, "Open.").Requires("read");
            graph.Query("closed: Int", _ => ++ran, "Closed.").Requires("write");
            graph.Query("secret: Secret", _ => { ran++; return new Secret("x"); }, "A type's scope.");
            graph.Query("any: Any", _ => new Secret("x"), "A type's scope behind a union.");
        })
        { Settings = new ExecutionSettings { Authorizer = new OnlyRead() } };

        var (data, errors) = await graph.RunAsync("{ open closed secret { text } any { ... on Secret { text } } }");

        Assert.Equal("""{"open":1,"closed":null,"secret":null,"any":null}""", data);
        Assert.Equal(["FORBIDDEN closed", "FORBIDDEN secret", "FORBIDDEN any"], errors);
        Assert.Equal(0, ran);
    }

    [Fact]
    public async Task A_mutation_with_one_forbidden_field_runs_nothing()
    {
        var ran = 0;
        var graph = new TestGraph(graph =>
        {
            graph.Query("a: Int", _ => 1, "A.");
            graph.Mutation("free: Int", _ => ++ran, "Free.");
            graph.Mutation("closed: Int", _ => ++ran, "Closed.").Requires("write");
        })
        { Settings = new ExecutionSettings { Authorizer = new OnlyRead() } };

        var (data, errors) = await graph.RunAsync("mutation { free closed }");

        Assert.Equal("""{"free":null,"closed":null}""", data);
        Assert.Equal(["FORBIDDEN free", "FORBIDDEN closed"], errors);
        Assert.Equal(0, ran);
    }

    [Fact]
    public async Task A_failure_has_its_own_code()
    {
        var graph = new TestGraph(graph => graph.Query("a: Int", (FieldContext _) => throw new GraphFailureException("NOT_FOUND", "There is none."), "A."));

        Assert.Equal("""{"errors":[{"message":"There is none.","locations":[{"line":1,"column":3}],"path":["a"],"extensions":{"code":"NOT_FOUND"}}],"data":{"a":null}}""", await graph.AskAsync("{ a }"));
    }
}
