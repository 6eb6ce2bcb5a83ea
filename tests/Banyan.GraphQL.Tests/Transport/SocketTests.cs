using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Banyan.GraphQL.Tests.Execution;
using Banyan.GraphQL.Transport;
using Banyan.TestKit;

namespace Banyan.GraphQL.Tests.Transport;

public sealed class SocketTests
{
    private readonly Channel<int> _ticks = Channel.CreateUnbounded<int>();
    private readonly TaskCompletionSource _closed = new();
    private readonly TaskCompletionSource<int> _slow = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TestServer Server(GraphServerOptions? options = null) => new(options, graph =>
    {
        graph.Subscription("ticks: Int!", c => TicksAsync(c.Cancelled), "Ticks.");
        graph.Subscription("answer: Int!", c => TicksAsync(c.Cancelled), "Ticks that come to an end.").OutlivesStopping();
        graph.Query("slow: Int", async _ => await _slow.Task, "Takes its time.");
    });

    [Fact]
    public async Task Queries_changes_and_subscriptions_are_answered_and_completed()
    {
        await using var talk = await new SocketTalk(Server()).InitialisedAsync();

        await talk.SubscribeAsync("1", "{ hello }");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"hello":"hello you"}}}""", await talk.NextAsync());
        Assert.Equal("""{"id":"1","type":"complete"}""", await talk.NextAsync());
        await talk.SubscribeAsync("1", "subscription { ticks }");
        await _ticks.Writer.WriteAsync(7, TestContext.Current.CancellationToken);
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"ticks":7}}}""", await talk.NextAsync());
        _ticks.Writer.Complete();
        Assert.Equal("""{"id":"1","type":"complete"}""", await talk.NextAsync());
    }

    [Fact]
    public async Task A_refused_operation_is_an_error_and_the_socket_goes_on()
    {
        await using var talk = await new SocketTalk(Server()).InitialisedAsync();

        await talk.SubscribeAsync("1", "{ nothing }");
        Assert.StartsWith("""{"id":"1","type":"error","payload":[{"message":""", await talk.NextAsync(), StringComparison.Ordinal);
        await talk.SendAsync("""{"type":"ping","payload":{"n":1}}""");
        Assert.Equal("""{"type":"pong","payload":{"n":1}}""", await talk.NextAsync());
    }

    [Theory]
    [InlineData("nonsense", "closed 4400 Invalid message")]
    [InlineData("""{"type":"unknown"}""", "closed 4400 Invalid message")]
    [InlineData("""{"type":"subscribe","id":"","payload":{}}""", "closed 4400 Invalid message")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ hello }"}}""", "closed 4401 Unauthorized")]
    [InlineData("""{"type":"connection_init"}|{"type":"connection_init"}""", "closed 4429 Too many initialisation requests")]
    [InlineData("""{"type":"connection_init"}|{"id":"a","type":"subscribe","payload":{"query":"subscription { ticks }"}}|{"id":"a","type":"subscribe","payload":{"query":"{ hello }"}}""", "closed 4409 Subscriber for a already exists")]
    public async Task What_breaks_the_protocol_closes_the_socket(string messages, string closed)
    {
        await using var talk = new SocketTalk(Server());
        foreach (var message in messages.Split('|'))
        {
            await talk.SendAsync(message);
        }

        var told = await talk.NextAsync();
        Assert.Equal(closed, told == """{"type":"connection_ack"}""" ? await talk.NextAsync() : told);
    }

    [Fact]
    public async Task Another_subprotocol_a_binary_message_and_a_huge_one_are_refused()
    {
        await using (var talk = new SocketTalk(Server(), protocol: "graphql-ws"))
        {
            Assert.Equal("closed 4406 Subprotocol not acceptable", await talk.NextAsync());
        }

        await using (var talk = new SocketTalk(Server()))
        {
            await talk.SendAsync("""{"type":"ping"}""", WebSocketMessageType.Binary);
            Assert.Equal("closed 4400 Invalid message", await talk.NextAsync());
        }

        await using (var talk = new SocketTalk(Server(new GraphServerOptions { MaxRequestBytes = 100 })))
        {
            await talk.SendAsync($$$"""{"type":"ping","payload":{"x":"{{{new string('x', 200)}}}"}}""");
            Assert.Equal("closed 1009 Message too large", await talk.NextAsync());
        }
    }

    [Fact]
    public async Task A_socket_that_stays_silent_is_closed()
    {
        var clock = new FakeClock();
        await using var talk = new SocketTalk(Server(new GraphServerOptions { Time = clock }));

        clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("closed 4408 Connection initialisation timeout", await talk.NextAsync());
    }

    [Fact]
    public async Task The_first_message_may_carry_the_credentials()
    {
        var server = Server();
        await using (var talk = new SocketTalk(server, isKnown: false, authenticate: word => word == "Bearer good" ? server.Context : null))
        {
            await talk.SendAsync("""{"type":"connection_init","payload":{"AUTHORIZATION":"Bearer good"}}""");
            Assert.Equal("""{"type":"connection_ack"}""", await talk.NextAsync());
        }

        await using var other = new SocketTalk(server, isKnown: false);
        await other.SendAsync("""{"type":"connection_init","payload":{"authorization":"Bearer bad"}}""");
        Assert.Equal("closed 4403 Forbidden", await other.NextAsync());
    }

    [Fact]
    public async Task A_key_that_is_taken_back_closes_the_socket()
    {
        var (clock, isValid) = (new FakeClock(), true);
        await using var talk = await new SocketTalk(Server(new GraphServerOptions { Time = clock, IsStillValid = _ => isValid })).InitialisedAsync();
        await talk.SubscribeAsync("1", "subscription { ticks }");
        await _ticks.Writer.WriteAsync(1, TestContext.Current.CancellationToken);
        await talk.NextAsync();

        isValid = false;
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("closed 4403 Forbidden", await talk.NextAsync());
        await _closed.Task.WaitAsync(TestGraph.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Sockets_of_a_key_and_operations_of_a_socket_are_counted()
    {
        var server = Server(new GraphServerOptions { MaxSocketsPerKey = 1, MaxOperationsPerSocket = 1 });
        await using var talk = await new SocketTalk(server).InitialisedAsync();
        await talk.SubscribeAsync("1", "subscription { ticks }");
        await talk.SubscribeAsync("2", "{ hello }");
        Assert.Contains("TOO_MANY_SUBSCRIPTIONS", await talk.NextAsync(), StringComparison.Ordinal);

        await using var second = new SocketTalk(server);
        await second.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal("closed 4429 Too many sockets", await second.NextAsync());
    }

    [Fact]
    public async Task A_client_that_completes_or_goes_closes_the_source()
    {
        await using var talk = await new SocketTalk(Server()).InitialisedAsync();
        await talk.SubscribeAsync("1", "subscription { ticks }");
        await _ticks.Writer.WriteAsync(1, TestContext.Current.CancellationToken);
        await talk.NextAsync();

        await talk.SendAsync("""{"id":"1","type":"complete"}""");

        await _closed.Task.WaitAsync(TestGraph.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_server_that_stops_completes_and_goes_away()
    {
        using var stopping = new CancellationTokenSource();
        await using var talk = await new SocketTalk(Server(new GraphServerOptions { Stopping = stopping.Token })).InitialisedAsync();
        await talk.SubscribeAsync("1", "subscription { ticks }");
        await _ticks.Writer.WriteAsync(1, TestContext.Current.CancellationToken);
        await talk.NextAsync();

        await stopping.CancelAsync();

        Assert.Equal("""{"id":"1","type":"complete"}""", await talk.NextAsync());
        Assert.Equal("closed 1001 Going away", await talk.NextAsync());
    }

    [Fact]
    public async Task A_server_that_stops_lets_answers_end_takes_nothing_new_and_then_goes_away()
    {
        using var stopping = new CancellationTokenSource();
        await using var talk = await new SocketTalk(Server(new GraphServerOptions { Stopping = stopping.Token })).InitialisedAsync();
        await talk.SubscribeAsync("1", "subscription { answer }");
        await _ticks.Writer.WriteAsync(1, TestContext.Current.CancellationToken);
        await talk.NextAsync();
        await talk.SubscribeAsync("2", "{ slow }");
        await talk.SubscribeAsync("3", "{ nothing }");
        Assert.StartsWith("""{"id":"3","type":"error",""", await talk.NextAsync(), StringComparison.Ordinal);

        await stopping.CancelAsync();
        await talk.SubscribeAsync("4", "{ hello }");
        Assert.Contains("SHUTTING_DOWN", await talk.NextAsync(), StringComparison.Ordinal);
        await _ticks.Writer.WriteAsync(2, TestContext.Current.CancellationToken);
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"answer":2}}}""", await talk.NextAsync());
        _ticks.Writer.Complete();
        Assert.Equal("""{"id":"1","type":"complete"}""", await talk.NextAsync());
        _slow.SetResult(9);
        Assert.Equal("""{"id":"2","type":"next","payload":{"data":{"slow":9}}}""", await talk.NextAsync());
        Assert.Equal("""{"id":"2","type":"complete"}""", await talk.NextAsync());
        Assert.Equal("closed 1001 Going away", await talk.NextAsync());
    }

    private async IAsyncEnumerable<int> TicksAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var tick in _ticks.Reader.ReadAllAsync(cancellationToken))
            {
                yield return tick;
            }
        }
        finally
        {
            _closed.TrySetResult();
        }
    }
}
