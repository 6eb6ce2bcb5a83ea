using System.ClientModel;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace Banyan.Host.Tests.Clients;

/// <summary>The unmodified OpenAI client for .NET: chat and embeddings, only address and key changed.</summary>
public sealed class OpenAiClientTests
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool("get_weather", "Weather of a city", BinaryData.FromString(Asked.Schema), functionSchemaIsStrict: true);

    public static TheoryData<string> Models => new(FarBanyan.ToolModels);

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_chat_is_answered_whole_and_streamed(string model)
    {
        var client = await ChatAsync(model);
        var answer = (await client.CompleteChatAsync([new SystemChatMessage("Be brief."), new UserChatMessage(Asked.Question)])).Value;
        answer.Content[0].Text.ShouldBe(Asked.Answer);
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        answer.Usage.TotalTokenCount.ShouldBeGreaterThan(0);
        var pieces = new List<string>();
        await foreach (var update in client.CompleteChatStreamingAsync(new UserChatMessage(Asked.Question)))
        {
            pieces.AddRange(update.ContentUpdate.Select(part => part.Text).Where(text => text.Length > 0));
        }

        string.Concat(pieces).ShouldBe(Asked.Answer);
        pieces.Count.ShouldBeGreaterThan(2);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_tool_is_called_and_its_result_worded(string model)
    {
        var client = await ChatAsync(model);
        var options = new ChatCompletionOptions { Tools = { Weather } };
        var turns = new List<ChatMessage> { new UserChatMessage(Asked.Question) };
        var first = (await client.CompleteChatAsync(turns, options)).Value;
        first.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        var call = first.ToolCalls.ShouldHaveSingleItem();
        call.FunctionName.ShouldBe("get_weather");
        Asked.ShouldBeWeather(call.FunctionArguments.ToString());
        turns.AddRange([new AssistantChatMessage(first), new ToolChatMessage(call.Id, "rain, 9 degrees")]);
        (await client.CompleteChatAsync(turns, options)).Value.Content[0].Text.ShouldContain("rain, 9 degrees");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task An_answer_keeps_to_a_JSON_schema(string model)
    {
        var options = new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("weather", BinaryData.FromString(Asked.Schema), jsonSchemaIsStrict: true) };
        var answer = (await (await ChatAsync(model)).CompleteChatAsync([new UserChatMessage(Asked.Question)], options)).Value;
        Asked.ShouldBeWeather(answer.Content[0].Text);
    }

    [Theory]
    [InlineData("mock/embed")]
    [InlineData("far-gemini/mock/embed")]
    [InlineData("far-ollama/mock/embed")]
    public async Task Texts_are_embedded(string model)
    {
        var (credential, options) = await OpenAiAccess.GetAsync();
        var vectors = (await new EmbeddingClient(model, credential, options).GenerateEmbeddingsAsync(["the cat sat", "the cat sat down"])).Value;
        vectors.Count.ShouldBe(2);
        vectors.ShouldAllBe(vector => vector.ToFloats().Length == 256);
    }

    [Theory]
    [InlineData("no-such-model", 404)]
    [InlineData(Asked.Limited, 429)]
    public async Task A_failure_is_typed_and_tells_its_status(string model, int status)
    {
        var client = await ChatAsync(model);
        var thrown = await Should.ThrowAsync<ClientResultException>(() => client.CompleteChatAsync(new UserChatMessage(Asked.Question)));
        thrown.Status.ShouldBe(status, thrown.Message);
    }

    [Fact]
    public async Task A_wrong_key_is_401()
    {
        var (_, options) = await OpenAiAccess.GetAsync();
        var client = new ChatClient("mock/chat", new ApiKeyCredential("sk-nobody"), options);
        (await Should.ThrowAsync<ClientResultException>(() => client.CompleteChatAsync(new UserChatMessage(Asked.Question)))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_cancelled_stream_ends_at_once()
    {
        using var stopping = new CancellationTokenSource();
        var seen = 0;
        var client = await ChatAsync(Asked.Slow);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.CompleteChatStreamingAsync([new UserChatMessage(Asked.Question)], cancellationToken: stopping.Token))
            {
                if (++seen == 3)
                {
                    await stopping.CancelAsync();
                }
            }
        });
        seen.ShouldBeLessThan(100);
    }

    [Theory]
    [InlineData('A')]
    [InlineData('G')]
    [InlineData('O')]
    public async Task Recorded_words_of_another_language_are_read(char letter)
    {
        var talk = WireTalk.Of(letter);
        await using var wall = ScriptedWall.Start(WallScript.Json(talk.Whole("from afar", 11, 7)), talk.StreamScript(["from ", "afar"], 11, 7));
        await using var banyan = await BanyanApp.StartAsync(WallConfig.Of(talk, wall), null, ("WALL_KEY", "sk-wall-0123456789abcdef"));
        var client = new ChatClient("wall/up", new ApiKeyCredential(banyan.Key), OpenAiAccess.Options(banyan));
        var answer = (await client.CompleteChatAsync(new UserChatMessage(Asked.Question))).Value;
        answer.Content[0].Text.ShouldBe("from afar");
        (answer.Usage.InputTokenCount, answer.Usage.OutputTokenCount).ShouldBe((11, 7));
        var text = "";
        await foreach (var update in client.CompleteChatStreamingAsync(new UserChatMessage(Asked.Question)))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
        }

        text.ShouldBe("from afar");
        wall.Requests.Count.ShouldBe(2);
    }

    private static async Task<ChatClient> ChatAsync(string model)
    {
        var (credential, options) = await OpenAiAccess.GetAsync();
        return new ChatClient(model, credential, options);
    }
}
