using System.Text.Json;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Clients;

/// <summary>The unmodified Anthropic client for .NET, only address and key changed.</summary>
public sealed class AnthropicClientTests
{
    private static readonly MessageParam Question = UserMessageParam.FromRawUnchecked(Raw($$"""{"role":"user","content":"{{Asked.Question}}"}"""));
    private static readonly Tool Weather = new() { Name = "get_weather", Description = "Weather of a city", InputSchema = InputSchema.FromRawUnchecked(Raw(Asked.Schema)) };

    public static TheoryData<string> Models => new(FarBanyan.ToolModels);

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_message_is_answered_whole_and_streamed(string model)
    {
        using var client = Client((await FarBanyan.GetAsync()).Near);
        var ask = new MessageCreateParams { Model = model, MaxTokens = 200, Messages = [Question] };
        var answer = await client.Messages.Create(ask);
        Text(answer).ShouldBe(Asked.Answer);
        answer.Usage.OutputTokens.ShouldBeGreaterThan(0);
        (await StreamAsync(client, ask)).ShouldBe(Asked.Answer);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_tool_is_called_and_its_result_worded(string model)
    {
        using var client = Client((await FarBanyan.GetAsync()).Near);
        var first = await client.Messages.Create(new MessageCreateParams { Model = model, MaxTokens = 200, Messages = [Question], Tools = [Weather] });
        var call = first.Content.Select(block => block.TryPickToolUse(out var use) ? use : null).OfType<ToolUseBlock>().ShouldHaveSingleItem();
        call.Name.ShouldBe("get_weather");
        var input = JsonSerializer.Serialize(call.Input);
        Asked.ShouldBeWeather(input);
        MessageParam said = AssistantMessageParam.FromRawUnchecked(Raw($$"""{"role":"assistant","content":[{"type":"tool_use","id":"{{call.ID}}","name":"get_weather","input":{{input}}}]}"""));
        MessageParam told = UserMessageParam.FromRawUnchecked(Raw($$"""{"role":"user","content":[{"type":"tool_result","tool_use_id":"{{call.ID}}","content":"rain, 9 degrees"}]}"""));
        var second = await client.Messages.Create(new MessageCreateParams { Model = model, MaxTokens = 200, Messages = [Question, said, told], Tools = [Weather] });
        Text(second).ShouldContain("rain, 9 degrees");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task An_answer_keeps_to_a_JSON_schema(string model)
    {
        using var client = Client((await FarBanyan.GetAsync()).Near);
        var format = JsonOutputFormat.FromRawUnchecked(Raw($$"""{"type":"json_schema","schema":{{Asked.Schema}}}"""));
        var answer = await client.Messages.Create(new MessageCreateParams { Model = model, MaxTokens = 200, Messages = [Question], OutputConfig = new OutputConfig { Format = format } });
        Asked.ShouldBeWeather(Text(answer));
    }

    [Fact]
    public async Task Failures_are_typed()
    {
        var near = (await FarBanyan.GetAsync()).Near;
        using var client = Client(near);
        using var stranger = new AnthropicClient { BaseUrl = near.Address.AbsoluteUri, ApiKey = "sk-nobody", MaxRetries = 0 };
        MessageCreateParams Ask(string model) => new() { Model = model, MaxTokens = 200, Messages = [Question] };
        await Should.ThrowAsync<AnthropicUnauthorizedException>(() => stranger.Messages.Create(Ask("mock/chat")));
        await Should.ThrowAsync<AnthropicNotFoundException>(() => client.Messages.Create(Ask("no-such-model")));
        await Should.ThrowAsync<AnthropicRateLimitException>(() => client.Messages.Create(Ask(Asked.Limited)));
    }

    [Theory]
    [InlineData('C')]
    [InlineData('G')]
    [InlineData('O')]
    public async Task Recorded_words_of_another_language_are_read(char letter)
    {
        var talk = WireTalk.Of(letter);
        await using var wall = ScriptedWall.Start(WallScript.Json(talk.Whole("from afar", 11, 7)), talk.StreamScript(["from ", "afar"], 11, 7));
        await using var banyan = await BanyanApp.StartAsync(WallConfig.Of(talk, wall), null, ("WALL_KEY", "sk-wall-0123456789abcdef"));
        using var client = Client(banyan);
        var ask = new MessageCreateParams { Model = "wall/up", MaxTokens = 200, Messages = [Question] };
        var answer = await client.Messages.Create(ask);
        Text(answer).ShouldBe("from afar");
        (answer.Usage.InputTokens, answer.Usage.OutputTokens).ShouldBe((11, 7));
        (await StreamAsync(client, ask)).ShouldBe("from afar");
    }

    private static AnthropicClient Client(BanyanApp banyan) => new() { BaseUrl = banyan.Address.AbsoluteUri, ApiKey = banyan.Key, MaxRetries = 0 };

    private static string Text(Message answer) => string.Concat(answer.Content.Select(block => block.TryPickText(out var text) ? text.Text : ""));

    private static async Task<string> StreamAsync(AnthropicClient client, MessageCreateParams ask)
    {
        var text = "";
        await foreach (var happened in client.Messages.CreateStreaming(ask))
        {
            if (happened.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var piece))
            {
                text += piece.Text;
            }
        }

        return text;
    }

    private static Dictionary<string, JsonElement> Raw(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
