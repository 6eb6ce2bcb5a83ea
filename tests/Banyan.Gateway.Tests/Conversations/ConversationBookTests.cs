using Banyan.Gateway.Conversations;
using Banyan.Gateway.Conversations.Responses;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire.Translation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Conversations;

/// <summary>Conversations as callers use them.</summary>
public sealed class ConversationBookTests
{
    private static readonly ConversationHolder Ada = new("default", "shop", "ada");
    private readonly FakeClock _clock = new();
    private readonly MemoryConversations _store = new();
    private readonly HeardNotices _notices = new();
    private readonly ConversationBook _book;

    public ConversationBookTests()
    {
        var snapshot = new TestExchange(_clock).Build().Catalog with { Conversations = new ConversationPolicy { Life = TimeSpan.FromHours(1), MaxMessages = 3 } };
        _book = new ConversationBook(_store, new FixedCatalog(snapshot), _notices, _clock);
    }

    [Fact]
    public async Task A_message_lets_a_conversation_live_on_and_silence_ends_it()
    {
        var (made, _) = await _book.CreateAsync(Ada, null, default);
        _clock.Advance(TimeSpan.FromMinutes(50));
        await _book.AddAsync(Ada, made!.Id, [Said("hello")], default, default);
        _clock.Advance(TimeSpan.FromMinutes(50));
        (await _book.FindAsync(Ada, made.Id, default)).ShouldNotBeNull();

        _clock.Advance(TimeSpan.FromMinutes(10));

        (await _book.FindAsync(Ada, made.Id, default)).ShouldBeNull("its time is over before the sweep comes by");
        (await _book.AddAsync(Ada, made.Id, [Said("late")], default, default)).Refused!.Code.ShouldBe("not_found");
        (await _book.ListAsync(Ada, null, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_node_hears_that_something_was_said()
    {
        var (made, _) = await _book.CreateAsync(Ada, null, default);

        await _book.AddAsync(Ada, made!.Id, [Said("hello")], default, default);

        _notices.Told.ShouldBe([("conversations", $"default/{made.Id:D}")]);
    }

    [Fact]
    public async Task A_full_conversation_says_so()
    {
        var (made, _) = await _book.CreateAsync(Ada, null, default);
        await _book.AddAsync(Ada, made!.Id, [Said("1"), Said("2"), Said("3")], default, default);

        var (_, refused) = await _book.AddAsync(Ada, made.Id, [Said("4")], default, default);

        refused!.Message.ShouldContain("3");
        refused.HttpStatus.ShouldBe(400);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    public async Task Metadata_is_an_object(string metadata) => (await _book.CreateAsync(Ada, metadata, default)).Refused!.Param.ShouldBe("metadata");

    [Fact]
    public async Task What_cannot_be_kept_is_named()
    {
        var (made, _) = await _book.CreateAsync(Ada, null, default);
        (NewMessage Message, string Param)[] wrong =
        [
            (new NewMessage(new PlainTurn(PlainRole.Tool, "x")), "messages[0].toolCallId"),
            (new NewMessage(new PlainTurn(PlainRole.User, "")), "messages[0].content"),
            (new NewMessage(new PlainTurn(PlainRole.User, "") { Parts = "{}" }), "messages[0].parts"),
            (new NewMessage(new PlainTurn(PlainRole.User, "x") { Calls = [new PlainCall("a", "b", "{}")] }), "messages[0].toolCalls"),
            (Said("x") with { ClientMessageId = new string('i', 129) }, "messages[0].clientMessageId"),
        ];

        foreach (var (message, param) in wrong)
        {
            (await _book.AddAsync(Ada, made!.Id, [message], default, default)).Refused!.Param.ShouldBe(param);
        }
    }

    [Fact]
    public async Task The_sweep_erases_what_is_over_unless_another_node_is_at_it()
    {
        var leases = new LocalLeases();
        var sweep = new ConversationSweep(new ConversationStores(_store, new NoResponses()), leases, _clock, NullLogger<ConversationSweep>.Instance);
        await _book.CreateAsync(Ada, null, default);
        _clock.Advance(TimeSpan.FromHours(2));
        var elsewhere = await leases.TryTakeAsync("*", "sweep:kept-conversations", TimeSpan.FromMinutes(5), default);

        (await sweep.RunAsync(default)).ShouldBe(0);
        _store.Swept.ShouldBeNull();
        await leases.ReleaseAsync(elsewhere!, default);

        (await sweep.RunAsync(default)).ShouldBe(1);
    }

    private static NewMessage Said(string text) => new(new PlainTurn(PlainRole.User, text));

    private sealed class NoResponses : IStoredResponses
    {
        public Task AddAsync(ConversationHolder holder, StoredResponse response, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<StoredResponse?> FindAsync(ConversationHolder holder, string id, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<StoredResponse>> ChainAsync(ConversationHolder holder, string id, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> DeleteAsync(ConversationHolder holder, string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> ExpireAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) => Task.FromResult(0);
    }

    private sealed class HeardNotices : IChangeNotices
    {
        public List<(string Topic, string Text)> Told { get; } = [];

        public Task TellAsync(string topic, string text, CancellationToken cancellationToken)
        {
            Told.Add((topic, text));
            return Task.CompletedTask;
        }

        public IDisposable Listen(string topic, Action<string> heard) => throw new NotSupportedException();
    }
}
