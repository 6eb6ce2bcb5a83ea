using System.Collections.Concurrent;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Spine;
using Banyan.Host.Composing;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Banyan.Wire.Translation;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Composing;

/// <summary>The service with a provider that answers by script, and its composer.</summary>
internal sealed class ComposerBench : IAsyncDisposable
{
    private static readonly string Master = Convert.ToBase64String(new byte[32].Select((_, index) => (byte)index).ToArray());
    private readonly ScriptedWall _wall;
    private readonly ConcurrentQueue<JsonElement> _asked = new();

    private ComposerBench() => _wall = ScriptedWall.Start(Respond);

    public BanyanApp App { get; private set; } = null!;

    public Composer Composer => App.Services.GetRequiredService<Composer>();

    public ConversationBook Book => App.Services.GetRequiredService<ConversationBook>();

    /// <summary>Bodies the provider got, in order.</summary>
    public IReadOnlyList<JsonElement> Asked => [.. _asked];

    /// <summary>What the provider says to its n-th request, from 1.</summary>
    public Func<int, string> Says { get; set; } = number => $"answer {number}";

    /// <summary>Plays something else than an answer; null for an answer.</summary>
    public Func<int, WallScript?> Trouble { get; set; } = _ => null;

    public static Caller Shop { get; } = new() { Tenant = "default", Service = "shop", KeyId = "Ab12Cd34", Grants = Grants.All };

    public static ConversationHolder Holder => ConversationHolder.Of(Shop);

    public static async Task<ComposerBench> StartAsync(string more = "", int context = 8_000, string? database = null)
    {
        var bench = new ComposerBench();
        (string, string)[] environment = database is null ? [("WALL_KEY", "sk")] : [("WALL_KEY", "sk"), ("BANYAN_DATABASE", database), ("MASTER_KEY", Master)];
        bench.App = await BanyanApp.StartAsync(bench.Yaml(context) + more, null, environment);
        await KnowAsync(bench.App);
        return bench;
    }

    /// <summary>A second node on the same database, asking the same provider.</summary>
    public Task<BanyanApp> NodeAsync(string database) => BanyanApp.StartAsync(Yaml(8_000), null, ("WALL_KEY", "sk"), ("BANYAN_DATABASE", database), ("MASTER_KEY", Master));

    public static CompletionAsk Ask(string text, Guid? conversation = null) => new()
    {
        Caller = Shop,
        Door = "graphql",
        Model = "wall/up",
        Messages = [new NewMessage(new PlainTurn(PlainRole.User, text))],
        ConversationId = conversation,
    };

    public async Task<Guid> TalkAsync() => (await Book.CreateAsync(Holder, null, default)).Made!.Id;

    public static async Task<List<CompletionChunk>> ReadAsync(IAsyncEnumerable<CompletionChunk> stream)
    {
        var chunks = new List<CompletionChunk>();
        await foreach (var chunk in stream)
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _wall.DisposeAsync();
    }

    /// <summary>Makes the key of <see cref="Shop"/> one in force: what runs for a key that is not there is ended.</summary>
    private static async Task KnowAsync(BanyanApp app)
    {
        var key = new KeyRecord
        {
            Id = Guid.CreateVersion7(),
            PublicId = Shop.KeyId,
            Tenant = Shop.Tenant,
            Service = Shop.Service,
            Name = Shop.Service,
            Role = Role.Admin,
            Grants = Grants.All,
            Hash = new byte[32],
            PepperVersion = 1,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        await app.Services.GetRequiredService<IKeyStore>().PutAsync(key, null, default);
        var ring = app.Services.GetRequiredService<KeyRing>();
        await ring.RefreshAsync(default);
        ring.IsRevoked(Shop).ShouldBeFalse();
    }

    private string Yaml(int context) => $$"""
        routing:
          retry: { maxAttempts: 1 }
          breaker: { failures: 1000, minCalls: 1000 }
        providers:
          wall: { type: openai-compatible, baseUrl: "{{_wall.Address.AbsoluteUri.TrimEnd('/')}}", apiKey: "env:WALL_KEY" }
        models:
          wall/up: { context: {{context}}, maxOutput: 1000, can: [streaming, tools, jsonMode, jsonSchema], price: { input: 1, output: 3 } }

        """;

    private WallScript Respond(WallRequest request)
    {
        using var document = JsonDocument.Parse(request.Body);
        _asked.Enqueue(document.RootElement.Clone());
        var number = _asked.Count;
        if (Trouble(number) is { } trouble)
        {
            return trouble;
        }

        var words = Says(number).Split(' ').Select((word, index) => JsonEncodedText.Encode(index == 0 ? word : " " + word).ToString()).ToArray();
        var talk = WireTalk.Of('C');
        return document.RootElement.TryGetProperty("stream", out var streams) && streams.ValueKind == JsonValueKind.True
            ? talk.StreamScript(words, 100, 20)
            : WallScript.Json(talk.Whole(string.Concat(words), 100, 20));
    }
}
