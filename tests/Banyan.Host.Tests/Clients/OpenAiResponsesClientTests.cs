using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI.Responses;

#pragma warning disable OPENAI001 // The client marks its Responses part as subject to change.

namespace Banyan.Host.Tests.Clients;

/// <summary>The unmodified Responses client for .NET.</summary>
public sealed class OpenAiResponsesClientTests
{
    public static TheoryData<string> Models => new(FarBanyan.ToolModels);

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_response_is_answered_whole_and_streamed(string model)
    {
        var client = await ClientAsync();
        ResponseResult answer = await client.CreateResponseAsync(model, Asked.Question);
        answer.GetOutputText().ShouldBe(Asked.Answer);
        var pieces = new List<string>();
        await foreach (var update in await client.CreateResponseStreamingAsync(model, Asked.Question))
        {
            if (update is StreamingResponseOutputTextDeltaUpdate piece)
            {
                pieces.Add(piece.Delta);
            }
        }

        string.Concat(pieces).ShouldBe(Asked.Answer);
        pieces.Count.ShouldBeGreaterThan(2);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_tool_is_called_and_its_result_worded(string model)
    {
        var client = await ClientAsync();
        var options = Options(model);
        options.InputItems.Add(ResponseItem.CreateUserMessageItem(Asked.Question));
        ResponseResult first = await client.CreateResponseAsync(options);
        var call = first.OutputItems.OfType<FunctionCallResponseItem>().ShouldHaveSingleItem();
        call.FunctionName.ShouldBe("get_weather");
        Asked.ShouldBeWeather(call.FunctionArguments.ToString());
        var next = Options(model);
        next.InputItems.Add(ResponseItem.CreateUserMessageItem(Asked.Question));
        next.InputItems.Add(call);
        next.InputItems.Add(ResponseItem.CreateFunctionCallOutputItem(call.CallId, "rain, 9 degrees"));
        ResponseResult second = await client.CreateResponseAsync(next);
        second.GetOutputText().ShouldContain("rain, 9 degrees");
    }

    [Fact]
    public async Task An_unknown_model_is_404()
    {
        var client = await ClientAsync();
        (await Should.ThrowAsync<ClientResultException>(() => client.CreateResponseAsync("no-such-model", Asked.Question))).Status.ShouldBe(404);
    }

    private static CreateResponseOptions Options(string model) => new()
    {
        Model = model,
        Tools = { ResponseTool.CreateFunctionTool("get_weather", BinaryData.FromString(Asked.Schema), strictModeEnabled: true, functionDescription: "Weather of a city") },
    };

    private static async Task<ResponsesClient> ClientAsync()
    {
        var near = (await FarBanyan.GetAsync()).Near;
        return new ResponsesClient(new ApiKeyCredential(near.Key), new ResponsesClientOptions { Endpoint = new Uri(near.Address, "/v1"), RetryPolicy = new ClientRetryPolicy(0) });
    }
}
