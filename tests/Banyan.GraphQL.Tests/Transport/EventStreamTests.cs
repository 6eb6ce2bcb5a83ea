using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Tests.Execution;
using Banyan.GraphQL.Transport;
using Banyan.TestKit;

namespace Banyan.GraphQL.Tests.Transport;

public sealed class EventStreamTests
{
    private readonly Channel<object> _words = Channel.CreateUnbounded<object>();
    private readonly TaskCompletionSource _closed = new();

    private sealed record Word(string Text);

    private TestServer Server(GraphServerOptions? options = null) => new(options, graph =>
    {
        graph.Object<Word>("Word", "A word.", word => word.Field("text: String!", w => w.Text, "It."));
        graph.Subscription("words: Word!", c => WordsAsync(c.Cancelled), "Words.");
        graph.Subscription("answer: Word!", c => WordsAsync(c.Cancelled), "Words that come to an end.").OutlivesStopping();
        graph.Subscription("numbers: Int!", _ => Enumerable.Range(1, 5).ToAsyncEnumerable(), "Numbers.");
        graph.Subscription("broken: Int!", (Func<Banyan.GraphQL.Types.FieldContext, IAsyncEnumerable<int>>)(_ => throw new GraphFailureException("UNAVAILABLE", "Not now.")), "Broken.");
    });

    [Fact]
    public async Task Answers_are_events_and_then_it_is_complete()
    {
        var reply = await Server().PostAsync("""{"query":"subscription { numbers }"}""", "text/event-stream");

        Assert.Equal((200, "text/event-stream", "no"), (reply.Status, reply.MediaType, reply.Headers["X-Accel-Buffering"]));
        Assert.StartsWith(":\n\nevent: next\ndata: {\"data\":{\"numbers\":1}}\n\nevent: next\n", reply.Body, StringComparison.Ordinal);
        Assert.EndsWith("data: {\"data\":{\"numbers\":5}}\n\nevent: complete\ndata: \n\n", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_does_not_open_says_so_and_completes()
    {
        var reply = await Server().PostAsync("""{"query":"subscription { broken }"}""", "text/event-stream");

        Assert.Contains("event: next\ndata: {\"errors\":[{\"message\":\"Not now.\"", reply.Body, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata: \n\n", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_refused_before_the_stream()
    {
        var server = Server();

        Assert.Equal(("application/json", "GRAPHQL_VALIDATION_FAILED"), (await server.PostAsync("""{"query":"subscription { nothing }"}""", "text/event-stream") is var reply ? (reply.MediaType, reply.Code) : default));
        Assert.Equal(406, (await server.PostAsync("""{"query":"subscription { numbers }"}""")).Status);
        Assert.Equal("event: next\ndata: {\"data\":{\"hello\":\"hello you\"}}\n\nevent: complete\ndata: \n\n", (await server.PostAsync("""{"query":"{ hello }"}""", "text/event-stream")).Body);
    }

    [Fact]
    public async Task A_stream_is_kept_alive_and_ends_with_the_credentials()
    {
        var (clock, isValid) = (new FakeClock(), true);
        await using var open = await OpenAsync(Server(new GraphServerOptions { Time = clock, IsStillValid = _ => isValid }));
        await _words.Writer.WriteAsync(new Word("a"), TestContext.Current.CancellationToken);
        await open.UntilAsync("event: next");
        for (var i = 0; i < 16; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await open.UntilAsync("\n\n:\n\n");
        isValid = false;
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("FORBIDDEN", await open.UntilAsync("event: complete"), StringComparison.Ordinal);
        await _closed.Task.WaitAsync(TestGraph.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Streams_of_a_key_are_counted_and_a_reader_that_leaves_closes_the_source()
    {
        var server = Server(new GraphServerOptions { MaxStreamsPerKey = 1 });
        await using (await OpenAsync(server))
        {
            Assert.Equal((429, "TOO_MANY_SUBSCRIPTIONS"), (await server.PostAsync("""{"query":"subscription { words { text } }"}""", "text/event-stream") is var reply ? (reply.Status, reply.Code) : default));
        }

        await _closed.Task.WaitAsync(TestGraph.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(200, (await server.PostAsync("""{"query":"subscription { numbers }"}""", "text/event-stream")).Status);
    }

    [Fact]
    public async Task A_server_that_stops_completes_a_feed_and_lets_an_answer_end()
    {
        using var stopping = new CancellationTokenSource();
        var server = Server(new GraphServerOptions { Stopping = stopping.Token });
        await using var feed = await OpenAsync(server);
        await using var answer = await OpenAsync(server, "answer");
        await stopping.CancelAsync();
        await feed.UntilAsync("event: complete");

        await _words.Writer.WriteAsync(new Word("late"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("complete", await answer.UntilAsync("\"late\""), StringComparison.Ordinal);
        _words.Writer.Complete();
        await answer.UntilAsync("event: complete");
    }

    [Theory]
    [InlineData("words")]
    [InlineData("answer")]
    public async Task What_is_cut_is_never_said_to_be_complete(string field)
    {
        await using var open = await OpenAsync(Server(), field);
        await _words.Writer.WriteAsync(new Word("a"), TestContext.Current.CancellationToken);
        await open.UntilAsync("event: next");

        Assert.DoesNotContain("complete", await open.CutAsync(), StringComparison.Ordinal);
    }

    private static async Task<OpenStream> OpenAsync(TestServer server, string field = "words")
    {
        var request = new GraphRequest("POST", TestServer.Pipe($$$"""{"query":"subscription { {{{field}}} { text } }"}""")) { Accept = "text/event-stream", ContentType = "application/json" };
        var reply = await server.Server.HandleAsync(request, server.Context, TestContext.Current.CancellationToken);
        var open = new OpenStream(reply);
        await open.UntilAsync(":\n\n");
        return open;
    }

    private async IAsyncEnumerable<Word> WordsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var word in _words.Reader.ReadAllAsync(cancellationToken))
            {
                yield return (Word)word;
            }
        }
        finally
        {
            _closed.TrySetResult();
        }
    }

    private sealed class OpenStream : IAsyncDisposable
    {
        private readonly Pipe _pipe = new();
        private readonly CancellationTokenSource _leave = new();
        private readonly StringBuilder _seen = new();
        private readonly Task _written;

        public OpenStream(GraphReply reply) => _written = reply.WriteAsync(_pipe.Writer, _leave.Token).AsTask();

        /// <summary>All that came, once it has those words.</summary>
        public async Task<string> UntilAsync(string words)
        {
            using var patience = new CancellationTokenSource(TestGraph.Patience);
            while (!_seen.ToString().Contains(words, StringComparison.Ordinal))
            {
                var read = await _pipe.Reader.ReadAsync(patience.Token);
                _seen.Append(Encoding.UTF8.GetString(read.Buffer));
                _pipe.Reader.AdvanceTo(read.Buffer.End);
            }

            return _seen.ToString();
        }

        /// <summary>All that was written by the time somebody ended it.</summary>
        public async Task<string> CutAsync()
        {
            await _leave.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _written);
            await _pipe.Writer.FlushAsync(CancellationToken.None);
            if (_pipe.Reader.TryRead(out var read))
            {
                _seen.Append(Encoding.UTF8.GetString(read.Buffer));
                _pipe.Reader.AdvanceTo(read.Buffer.End);
            }

            return _seen.ToString();
        }

        public async ValueTask DisposeAsync()
        {
            await _leave.CancelAsync();
            try
            {
                await _written;
            }
            catch (OperationCanceledException)
            {
                // It was left.
            }

            _leave.Dispose();
        }
    }
}
