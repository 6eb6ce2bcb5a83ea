using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Clients;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Prompts;

/// <summary>The service before a scripted provider, asked in OpenAI's language.</summary>
internal sealed class PromptWall : IAsyncDisposable
{
    private PromptWall(ScriptedWall wall, BanyanApp app) => (Wall, App, Bench) = (wall, app, new PromptBench(app));

    public ScriptedWall Wall { get; }

    public BanyanApp App { get; }

    public PromptBench Bench { get; }

    /// <summary>What the provider was sent last.</summary>
    public JsonElement Sent => PromptBench.Json(Wall.Requests.Last().Text);

    public static async Task<PromptWall> StartAsync(Func<WallRequest, WallScript>? play = null, Action<IServiceCollection>? replace = null, params (string Name, string Value)[] environment)
    {
        var talk = WireTalk.Of('C');
        var wall = ScriptedWall.Start(play ?? (_ => WallScript.Json(talk.Whole("All is well", 11, 7))));
        var app = await BanyanApp.StartAsync(WallConfig.Of(talk, wall).Replace("[streaming, tools]", "[streaming, tools, jsonSchema, vision, pdf]", StringComparison.Ordinal), replace, [("WALL_KEY", "sk-upstream-0123456789abcdef"), .. environment]);
        return new PromptWall(wall, app);
    }

    /// <summary>Asks at a door, as a user where one is named.</summary>
    public async Task<(HttpResponseMessage Response, string Text)> AskAsync(string body, string? user = null, string path = "/v1/chat/completions")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        if (user is not null)
        {
            request.Headers.Add("x-banyan-user", user);
        }

        var response = await App.Http.SendAsync(request);
        return (response, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Wall.DisposeAsync();
    }
}
