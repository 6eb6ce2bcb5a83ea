using Banyan.ExtensionsAI.Client;
using Banyan.TestKit.Wall;

namespace Banyan.ExtensionsAI.Tests;

/// <summary>A chat client before a scripted Banyan.</summary>
internal sealed class BanyanRig(params WallScript[] scripts) : IAsyncDisposable
{
    private readonly ScriptedWall _wall = ScriptedWall.Start(scripts);
    private BanyanChatClient? _client;

    public BanyanChatClient Client => _client ??= new BanyanChatClient(new BanyanClientOptions { BaseAddress = new Uri(_wall.Address, "base/"), ApiKey = "byn_test", Model = "fast" });

    /// <summary>The requests Banyan got.</summary>
    public IReadOnlyCollection<WallRequest> Requests => _wall.Requests;

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _wall.DisposeAsync();
    }
}
