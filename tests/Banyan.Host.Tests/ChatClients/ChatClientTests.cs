using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Banyan.ExtensionsAI;
using Banyan.ExtensionsAI.Client;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.AI;

namespace Banyan.Host.Tests.ChatClients;

/// <summary>Microsoft.Extensions.AI on both sides of the running service.</summary>
public sealed class ChatClientTests
{
    [Fact]
    public async Task The_client_talks_to_the_service_whole_and_streamed()
    {
        await using var app = await BanyanApp.StartAsync();
        using var client = new BanyanChatClient(new BanyanClientOptions { BaseAddress = app.Address, ApiKey = app.Key, Model = "mock/chat" });

        var whole = await client.GetResponseAsync("hello there");
        var streamed = await client.GetStreamingResponseAsync("hello there").ToChatResponseAsync();

        whole.Text.ShouldContain("You said: hello there");
        streamed.Text.ShouldBe(whole.Text);
        whole.Usage!.OutputTokenCount.ShouldNotBeNull().ShouldBeGreaterThan(0);
        streamed.Usage!.OutputTokenCount.ShouldBe(whole.Usage.OutputTokenCount);
        whole.AdditionalProperties!["banyan.request_id"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_tool_is_called_through_the_service_and_its_result_told()
    {
        await using var app = await BanyanApp.StartAsync();
        using var client = new BanyanChatClient(new BanyanClientOptions { BaseAddress = app.Address, ApiKey = app.Key, Model = "mock/tools" });
        using var schema = JsonDocument.Parse("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""");
        var options = new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("weather", "Tells the weather.", schema.RootElement)], ToolMode = ChatToolMode.RequireAny };
        List<ChatMessage> messages = [new(ChatRole.User, "Weather in Bern?")];

        var first = await client.GetResponseAsync(messages, options);
        var call = first.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ShouldHaveSingleItem();
        (call.Name, call.Arguments!.ContainsKey("city")).ShouldBe(("weather", true));
        first.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);

        messages.AddMessages(first);
        messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, "Sunny.")]));
        options.ToolMode = ChatToolMode.Auto;
        (await client.GetResponseAsync(messages, options)).Text.ShouldContain("Sunny.");
    }

    [Fact]
    public async Task A_refusal_of_the_service_is_typed()
    {
        await using var app = await BanyanApp.StartAsync();
        using var client = new BanyanChatClient(new BanyanClientOptions { BaseAddress = app.Address, ApiKey = app.Key, Model = "mock/none-such" });
        using var stranger = new BanyanChatClient(new BanyanClientOptions { BaseAddress = app.Address, ApiKey = "byn_live_wrong" });

        var unknown = await Should.ThrowAsync<BanyanException>(client.GetResponseAsync("hi"));
        var refused = await Should.ThrowAsync<BanyanException>(stranger.GetStreamingResponseAsync("hi").ToChatResponseAsync());

        (unknown.Code, unknown.Status).ShouldBe(("model_not_found", 404));
        unknown.RequestId.ShouldNotBeNullOrEmpty();
        (refused.Code, refused.Status).ShouldBe(("invalid_api_key", 401));
    }

    [Theory]
    [InlineData("/v1/chat/completions", """{"model":"lab/small","messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("/v1/chat/completions", """{"model":"lab/small","messages":[{"role":"user","content":"hi"}],"stream":true}""")]
    [InlineData("/v1/messages", """{"model":"lab/small","max_tokens":50,"messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("/v1/messages", """{"model":"lab/small","max_tokens":50,"messages":[{"role":"user","content":"hi"}],"stream":true}""")]
    public async Task A_registered_client_answers_on_every_door(string path, string body)
    {
        await using var app = await BanyanApp.StartAsync("providers:\n  lab: {type: chatclient}\nunpricedModels: warn\n", services => services.AddChatClient("lab", new NamingClient()));

        using var response = await app.Http.PostAsync(path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        (await response.Content.ReadAsStringAsync()).ShouldContain("I am small.");
        response.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Theory]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("", false)]
    public async Task The_platform_decides_whether_pictures_may_come_from_a_private_network(string networks, bool comes)
    {
        await using var pictures = ScriptedWall.Start(WallScript.Whole([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"));
        await using var provider = ScriptedWall.Start(WallScript.Json(WireTalk.Of('G').Whole("a dot", 5, 2)));
        await using var app = await BanyanApp.StartAsync(
            $"providers:\n  google: {{type: google, baseUrl: \"{provider.Address}\", apiKey: \"${{LAB_KEY}}\"}}\n", null, ("LAB_KEY", "k"), ("BANYAN_EGRESS_ALLOW_NETWORKS", networks));
        var body = new { model = "google/gemini-2.5-flash", messages = new[] { new { role = "user", content = new[] { new { type = "image_url", image_url = new { url = $"{pictures.Address}a.png" } } } } } };

        using var response = await app.Http.PostAsJsonAsync("/v1/chat/completions", body);

        ((int)response.StatusCode).ShouldBe(comes ? 200 : 400, await response.Content.ReadAsStringAsync());
        pictures.Requests.Count.ShouldBe(comes ? 1 : 0);
        provider.Requests.Count.ShouldBe(comes ? 1 : 0);
    }

    /// <summary>Says which model it was asked for.</summary>
    private sealed class NamingClient : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, $"I am {options?.ModelId}.")));

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, $"I am {options?.ModelId}.");
            await Task.CompletedTask;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
