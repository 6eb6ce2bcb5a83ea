using Banyan.TestKit;

[assembly: AssemblyFixture(typeof(Banyan.Storage.Tests.RedisFixture))]

namespace Banyan.Storage.Tests;

/// <summary>The one Redis of the run.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private RedisServer? _server;

    public RedisServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
