using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Clients;

/// <summary>A configuration with the scripted provider as <c>wall</c> and one model, <c>wall/up</c>.</summary>
internal static class WallConfig
{
    public static string Of(WireTalk talk, ScriptedWall wall) => $$"""
        providers:
          wall: { type: {{talk.ProviderType}}, baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", apiKey: "env:WALL_KEY" }
        models:
          wall/up: { context: 100000, maxOutput: 4096, can: [streaming, tools], price: free }
        """;
}
