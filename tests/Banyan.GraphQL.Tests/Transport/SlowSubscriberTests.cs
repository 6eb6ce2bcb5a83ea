using System.Threading.Channels;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Tests.Execution;
using Banyan.GraphQL.Transport;
using Banyan.GraphQL.Transport.Streaming;

namespace Banyan.GraphQL.Tests.Transport;

public sealed class SlowSubscriberTests
{
    [Fact]
    public async Task What_waits_is_bounded_and_then_it_ends_with_a_word()
    {
        var numbers = Channel.CreateUnbounded<int>();
        for (var i = 0; i < 10; i++)
        {
            numbers.Writer.TryWrite(i);
        }

        var graph = new TestGraph(graph =>
        {
            graph.Query("a: Int", _ => 1, "A.");
            graph.Subscription("numbers: Int", _ => numbers.Reader.ReadAllAsync(), "Numbers.");
        });
        var live = await graph.OpenAsync("subscription { numbers }");
        var feed = new EventFeed(live, new GraphServerOptions { MaxWaitingEvents = 3 });

        await feed.FillAsync(TestContext.Current.CancellationToken);

        var told = new List<string>();
        while (await feed.NextAsync() is { Moment: FeedMoment.Answer } step)
        {
            told.Add(System.Text.Encoding.UTF8.GetString(step.Json.Span));
        }

        Assert.Equal("""{"data":{"numbers":3}}""", told[3]);
        Assert.Contains("SLOW_CONSUMER", told[4], StringComparison.Ordinal);
        Assert.Equal(5, told.Count);
    }

    [Fact]
    public async Task Pieces_of_one_text_are_joined_while_they_wait()
    {
        var graph = new TestGraph(graph =>
        {
            graph.Query("a: Int", _ => 1, "A.");
            graph.Object<Word>("Word", "A word.", word => word.Field("text: String!", w => w.Text, "It."));
            graph.Subscription("words: Word", _ => "abcdef".Select(letter => new Word(letter.ToString())).ToAsyncEnumerable(), "Words.");
        });
        var feed = new EventFeed(await graph.OpenAsync("subscription { words { text } }"), new GraphServerOptions { MaxWaitingEvents = 1 });

        await feed.FillAsync(TestContext.Current.CancellationToken);

        Assert.Equal("""{"data":{"words":{"text":"abcdef"}}}""", System.Text.Encoding.UTF8.GetString((await feed.NextAsync()).Json.Span));
        Assert.Equal(FeedMoment.Over, (await feed.NextAsync()).Moment);
    }

    private sealed record Word(string Text) : IJoinableEvent
    {
        public object? Join(object next) => next is Word other ? new Word(Text + other.Text) : null;
    }
}
