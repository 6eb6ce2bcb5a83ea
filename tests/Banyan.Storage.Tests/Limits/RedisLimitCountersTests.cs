using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.Storage.Limits;
using Banyan.Storage.Redis;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Limits;

public sealed class RedisLimitCountersTests(RedisFixture redis) : StoredCountersContract
{
    private readonly List<RedisClient> _clients = [];
    private RedisServer? _own;

    [Fact]
    public async Task A_Redis_that_was_restarted_is_reached_again()
    {
        _own = await RedisServer.StartAsync();
        var (node, key) = (new RedisLimitCounters(Client(_own), new NodeName("a"), CounterSettings.Usual with { Clock = Clock }), Key());
        (await node.TakeAsync([Line(key, 10)], default)).ShouldBeTrue();
        await _own.KillAsync();
        await Should.ThrowAsync<StoreAwayException>(async () => await node.TakeAsync([Line(key, 10)], default));
        await _own.ReviveAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                (await node.TakeAsync([Line(key, 10)], default)).ShouldBeTrue();
                return;
            }
            catch (StoreAwayException)
            {
                patience.Token.ThrowIfCancellationRequested();
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    protected override Task<ILimitCounters> NodeAsync(string name) => Task.FromResult<ILimitCounters>(new RedisLimitCounters(Client(_own ?? redis.Server), new NodeName(name), CounterSettings.Usual with { Clock = Clock }));

    protected override Task<ILimitCounters> OwnClockAsync(string name) => Task.FromResult<ILimitCounters>(new RedisLimitCounters(Client(redis.Server), new NodeName(name), CounterSettings.Usual));

    protected override Task ForgetAsync() => redis.Server.FlushAsync();

    private RedisClient Client(RedisServer server)
    {
        var client = new RedisClient(RedisAddress.Parse(server.Address), TimeProvider.System);
        _clients.Add(client);
        return client;
    }
}
