using System.Net.Http.Headers;
using System.Security.Cryptography;
using Banyan.Gateway.Limits;
using Banyan.Host.Tests.App;
using Banyan.Storage.Limits;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Banyan.Host.Tests.Limits;

/// <summary>Nodes that share a PostgreSQL, a Redis or both, and one key for all of them. The clock of nodes and counters stands until it is moved, so nothing refills and nobody is late by itself.</summary>
internal sealed class LimitNodes : IAsyncDisposable
{
    /// <summary>How long a node waits for Redis.</summary>
    public static readonly TimeSpan RedisPatience = CounterSettings.Usual.RedisPatience;

    /// <summary>How long it waits for PostgreSQL.</summary>
    public static readonly TimeSpan DatabasePatience = CounterSettings.Usual.DatabasePatience;

    private readonly List<BanyanApp> _nodes = [];
    private string _database = "";

    private LimitNodes()
    {
    }

    public PostgresServer? Postgres { get; private set; }

    public RedisServer? Redis { get; private set; }

    public FakeClock Clock { get; } = new();

    public BanyanApp this[int i] => _nodes[i % _nodes.Count];

    /// <summary>Starts nodes.</summary>
    /// <param name="count">How many.</param>
    /// <param name="yaml">Their configuration.</param>
    /// <param name="shared">What they share: <c>postgres</c>, <c>redis</c> or both.</param>
    /// <param name="databasePatience">How long PostgreSQL is waited for; null for as long as it takes.</param>
    public static async Task<LimitNodes> StartAsync(int count, string yaml, string shared, TimeSpan? databasePatience = null)
    {
        var nodes = new LimitNodes();
        if (shared.Contains("postgres", StringComparison.Ordinal))
        {
            nodes.Postgres = await PostgresServer.StartAsync();
            nodes._database = await nodes.Postgres.CreateDatabaseAsync();
        }

        nodes.Redis = shared.Contains("redis", StringComparison.Ordinal) ? await RedisServer.StartAsync() : null;
        (string, string)[] environment =
        [
            ("BANYAN_DATABASE", nodes._database),
            ("BANYAN_REDIS", nodes.Redis?.Address ?? ""),
            (BanyanApp.MasterKey, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))),
        ];
        var settings = new CounterSettings(RedisPatience, databasePatience ?? TimeSpan.FromDays(1), nodes.Clock);
        for (var i = 0; i < count; i++)
        {
            var node = await BanyanApp.StartAsync(yaml, services => services.AddSingleton<TimeProvider>(nodes.Clock).AddSingleton(settings), environment);
            nodes._nodes.Add(node);
            node.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", nodes._nodes[0].Key);
        }

        return nodes;
    }

    /// <summary>Asks the nodes in turn, one ask after the other, so that each knows what the ones before it took.</summary>
    public async Task<int> InTurnAsync(int count)
    {
        var answered = 0;
        for (var i = 0; i < count; i++)
        {
            answered += await LimitAsk.AnsweredAsync(1, _ => this[i]);
        }

        return answered;
    }

    /// <summary>Asks all nodes at once while patience with a store runs out again and again, and tells how long it was in all.</summary>
    public async Task<(int Answered, TimeSpan Passed)> ImpatientlyAsync(int count, TimeSpan patience)
    {
        var since = Clock.GetUtcNow();
        var asking = LimitAsk.AnsweredAsync(count, i => this[i]);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!asking.IsCompleted)
        {
            await timer.WaitForNextTickAsync();
            Clock.Advance(patience);
        }

        return (await asking, Clock.GetUtcNow() - since);
    }

    /// <summary>Waits until every node has counted all of them: a second sign of life is only given when the answer to the first was read.</summary>
    public async Task KnowEachOtherAsync()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var living = source.CreateCommand("SELECT count(*) FROM limit_nodes WHERE alive_until >= $1");
        var till = living.Parameters.Add(new NpgsqlParameter { Value = 0.0 });
        await TillAsync(CountedAsync);
        for (var i = 0; i < 2; i++)
        {
            Clock.Advance(ILimitCounters.NodeLife / 3);
            till.Value = (Clock.GetUtcNow() + ILimitCounters.NodeLife - new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalMicroseconds;
            await TillAsync(CountedAsync);
        }

        async Task<bool> CountedAsync() => (long)(await living.ExecuteScalarAsync())! == _nodes.Count;
    }

    /// <summary>Asks until it answers as wanted.</summary>
    public static async Task TillAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await (Redis?.DisposeAsync() ?? default);
        await (Postgres?.DisposeAsync() ?? default);
    }
}
