using Banyan.Intents.Memory;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Flow;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Memory;

/// <summary>What a planner may see of what was said: the present in full within bounds, the past by title, day and things.</summary>
public sealed class ConversationMemoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Here = Guid.Parse("01a1fe41-d034-7853-9ac7-cf9966241ff2");
    private readonly PlainStore _store = new();

    [Fact]
    public async Task The_latest_messages_that_fit_are_seen_and_the_last_one_always()
    {
        _store.Messages = [.. Enumerable.Range(1, 5).Select(number => Said(number, new string('a', 100)))];

        (await ViewAsync(new MemorySettings(Tokens: 60))).Messages.Count.ShouldBe(2, "two of a hundred characters are fifty tokens");
        (await ViewAsync(new MemorySettings(Tokens: 1))).Messages.Count.ShouldBe(1);
        (await ViewAsync(new MemorySettings(Messages: 40))).Messages.Select(message => message.Text.Length).ShouldBe([100, 100, 100, 100, 100]);
        _store.LastAsked.ShouldBe(40);
    }

    [Fact]
    public async Task Three_conversations_of_thirty_days_are_the_past_and_this_one_is_not_of_it()
    {
        _store.Talks = [Talk(0, Here), Talk(1), Talk(2), Talk(29), Talk(3)];

        var view = await ViewAsync(new MemorySettings());

        view.Past.Select(past => past.Day).ShouldBe([new DateOnly(2026, 2, 28), new DateOnly(2026, 2, 27), new DateOnly(2026, 1, 31)]);
        view.Past[0].Entities.ShouldBe(["1002"]);
        view.Used.ShouldBe(["orders.get"]);
        _store.Talks = [Talk(31), Talk(1) with { Title = null }];
        (await ViewAsync(new MemorySettings())).Past.ShouldBeEmpty("too long ago, and nothing said yet");
        (await ViewAsync(new MemorySettings(Past: 0))).Past.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_past_has_six_hundred_tokens()
    {
        _store.Talks = [Talk(1) with { Title = new string('a', 2300) }, Talk(2) with { Title = new string('a', 200) }];

        (await ViewAsync(new MemorySettings())).Past.Count.ShouldBe(1);
    }

    private Task<ConversationView> ViewAsync(MemorySettings settings) =>
        new ConversationMemory(_store, new FixedSettings(new IntentSettings { Memory = settings }), new FakeClock(Noon)).ViewAsync(Texts.Ada, Here, OpenTurn.Nothing, default);

    private static Conversation Talk(int daysAgo, Guid? id = null) => new(id ?? Guid.CreateVersion7(), "Cancel order 1002", 2, Noon.AddDays(-daysAgo), Noon.AddDays(-daysAgo), ["orders.get"]);

    private static StoredMessage Said(int number, string text) => new(number, "user", $"m{number}", text, null, Noon);

    private sealed class PlainStore : IConversationStore
    {
        public IReadOnlyList<StoredMessage> Messages { get; set; } = [];

        public IReadOnlyList<Conversation> Talks { get; set; } = [];

        public int LastAsked { get; private set; }

        public Task<IReadOnlyList<StoredMessage>> MessagesAsync(ConversationOwner owner, Guid id, int last, CancellationToken cancellationToken)
        {
            LastAsked = last;
            return Task.FromResult<IReadOnlyList<StoredMessage>>([.. Messages.TakeLast(last)]);
        }

        public Task<IReadOnlyList<Conversation>> ListAsync(ConversationOwner owner, DateTimeOffset? before, int first, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Conversation>>([.. Talks.Take(first)]);

        public Task<IReadOnlyList<KeptEntity>> EntitiesAsync(ConversationOwner owner, Guid id, int most, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<KeptEntity>>([new KeptEntity("order", "1002", "desk", true, Noon)]);

        public Task<Conversation> OpenAsync(ConversationOwner owner, string service, string? outsideName, DateTimeOffset expiresAt, CancellationToken cancellationToken) => throw No();

        public Task<Conversation?> FindAsync(ConversationOwner owner, Guid id, CancellationToken cancellationToken) => throw No();

        public Task<StoredMessage?> AppendAsync(ConversationOwner owner, Guid id, NewMessage message, CancellationToken cancellationToken) => throw No();

        public Task<StoredMessage?> MessageAsync(ConversationOwner owner, Guid id, string clientMessageId, string role, CancellationToken cancellationToken) => throw No();

        public Task<string?> OpenStateAsync(ConversationOwner owner, Guid id, CancellationToken cancellationToken) => throw No();

        public Task SaveStateAsync(ConversationOwner owner, Guid id, string? openState, IReadOnlyList<KeptEntity> spokenOf, CancellationToken cancellationToken) => throw No();

        public Task<bool> EraseAsync(ConversationOwner owner, Guid id, CancellationToken cancellationToken) => throw No();

        public Task<int> EraseAllAsync(ConversationOwner owner, CancellationToken cancellationToken) => throw No();

        public Task<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw No();

        private static NotSupportedException No() => new("Only what is looked at is here.");
    }
}
