using Banyan.TestKit;

[assembly: AssemblyFixture(typeof(Banyan.Storage.Tests.PostgresFixture))]

namespace Banyan.Storage.Tests;

/// <summary>The one PostgreSQL server of the run.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    public PostgresServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
