using System.Text.Json;
using Banyan.Wire;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Tests;

public sealed class ClientAskTests
{
    private readonly ScriptedClient _client = ScriptedClient.Saying("ok");

    [Fact]
    public async Task A_conversation_is_told_as_messages()
    {
        await AskAsync("""
            "messages":[
              {"role":"system","content":"Be brief."},
              {"role":"developer","content":"Be kind."},
              {"role":"user","name":"ann","content":[{"type":"text","text":"What?"},{"type":"image_url","image_url":{"url":"data:image/gif;base64,R0lGOA=="}},{"type":"image_url","image_url":{"url":"https://pictures.example/a.png"}},{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,JVBERg=="}},{"type":"input_audio","input_audio":{"data":"UklGRg==","format":"wav"}}]},
              {"role":"assistant","content":"Wait.","tool_calls":[{"id":"c-1","type":"function","function":{"name":"look","arguments":"{\"at\":[1,2]}"}}]},
              {"role":"tool","tool_call_id":"c-1","content":"A cat."}]
            """);

        var messages = _client.Messages;
        messages.Select(message => message.Role.Value).ShouldBe(["system", "system", "user", "assistant", "tool"]);
        messages[0].Text.ShouldBe("Be brief.");
        messages[2].AuthorName.ShouldBe("ann");
        messages[2].Contents[0].ShouldBeOfType<TextContent>().Text.ShouldBe("What?");
        var inline = messages[2].Contents[1].ShouldBeOfType<DataContent>();
        (inline.MediaType, inline.Base64Data.ToString()).ShouldBe(("image/gif", "R0lGOA=="));
        messages[2].Contents[2].ShouldBeOfType<UriContent>().Uri.ShouldBe(new Uri("https://pictures.example/a.png"));
        var file = messages[2].Contents[3].ShouldBeOfType<DataContent>();
        (file.MediaType, file.Name).ShouldBe(("application/pdf", "a.pdf"));
        messages[2].Contents[4].ShouldBeOfType<DataContent>().MediaType.ShouldBe("audio/wav");
        messages[3].Contents[0].ShouldBeOfType<TextContent>().Text.ShouldBe("Wait.");
        var call = messages[3].Contents[1].ShouldBeOfType<FunctionCallContent>();
        (call.CallId, call.Name, call.Arguments!["at"]!.ToString()).ShouldBe(("c-1", "look", "[1,2]"));
        var result = messages[4].Contents.ShouldHaveSingleItem().ShouldBeOfType<FunctionResultContent>();
        (result.CallId, result.Result).ShouldBe(("c-1", (object)"A cat."));
    }

    [Fact]
    public async Task Numbers_and_stops_are_told_as_options()
    {
        await AskAsync("""
            "messages":[{"role":"user","content":"hi"}],"max_completion_tokens":77,"temperature":0.25,"top_p":0.5,"seed":9007199254740993,"presence_penalty":1,
            "frequency_penalty":-1.5,"stop":["a","b"],"reasoning_effort":"high","n":1
            """);

        var options = _client.Options;
        options.ModelId.ShouldBe("small");
        options.MaxOutputTokens.ShouldBe(77);
        options.Temperature.ShouldBe(0.25f);
        options.TopP.ShouldBe(0.5f);
        options.Seed.ShouldBe(9007199254740993);
        options.PresencePenalty.ShouldBe(1f);
        options.FrequencyPenalty.ShouldBe(-1.5f);
        options.StopSequences.ShouldBe(["a", "b"]);
        options.Reasoning!.Effort.ShouldBe(ReasoningEffort.High);
        options.Tools.ShouldBeNull();
        options.ResponseFormat.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"auto\"", "Auto")]
    [InlineData("\"none\"", "None")]
    [InlineData("\"required\"", "RequireAny")]
    [InlineData("""{"type":"function","function":{"name":"look"}}""", "look")]
    public async Task Tools_are_told_as_declarations_that_can_not_be_invoked(string choice, string expected)
    {
        await AskAsync("""
            "messages":[{"role":"user","content":"hi"}],"parallel_tool_calls":false,"tool_choice":CHOICE,
            "tools":[{"type":"function","function":{"name":"look","description":"Looks.","parameters":{"type":"object","properties":{"at":{"type":"integer"}}},"strict":true}},{"type":"function","function":{"name":"listen"}}]
            """.Replace("CHOICE", choice, StringComparison.Ordinal));

        var tools = _client.Options.Tools!;
        tools.Select(tool => tool.Name).ShouldBe(["look", "listen"]);
        tools.ShouldAllBe(tool => tool is AIFunctionDeclaration && !(tool is AIFunction));
        var look = (AIFunctionDeclaration)tools[0];
        look.Description.ShouldBe("Looks.");
        look.JsonSchema.GetRawText().ShouldBe("""{"type":"object","properties":{"at":{"type":"integer"}}}""");
        look.AdditionalProperties["strict"].ShouldBe(true);
        _client.Options.AllowMultipleToolCalls.ShouldBe(false);
        ChatToolMode mode = expected switch
        {
            "Auto" => ChatToolMode.Auto,
            "None" => ChatToolMode.None,
            "RequireAny" => ChatToolMode.RequireAny,
            _ => ChatToolMode.RequireSpecific(expected),
        };
        _client.Options.ToolMode.ShouldBe(mode);
    }

    [Fact]
    public async Task A_schema_is_told_as_the_response_format()
    {
        await AskAsync("""
            "messages":[{"role":"user","content":"hi"}],"response_format":{"type":"json_schema","json_schema":{"name":"bill","description":"A bill.","schema":{"type":"object"},"strict":true}}
            """);

        var format = _client.Options.ResponseFormat.ShouldBeOfType<ChatResponseFormatJson>();
        (format.SchemaName, format.SchemaDescription, format.Schema!.Value.GetRawText()).ShouldBe(("bill", "A bill.", """{"type":"object"}"""));
        _client.Options.AdditionalProperties!["strict"].ShouldBe(true);
    }

    [Fact]
    public async Task Any_json_is_told_as_json_without_a_schema()
    {
        await AskAsync("""
            "messages":[{"role":"user","content":"hi"}],"response_format":{"type":"json_object"}
            """);

        _client.Options.ResponseFormat.ShouldBeOfType<ChatResponseFormatJson>().Schema.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_chat_client_has_no_form_for_is_named_and_strictly_refused()
    {
        const string Body = """{"model":"lab/small","messages":[{"role":"user","content":"hi"}],"logit_bias":{"1":2},"user":"u-1","logprobs":null,"vendor/own":1}""";

        (await new ClientRig(_client).AskAsync(Body)).Attempt.Dropped.ShouldBe(["/logit_bias", "/user", "/vendor~1own"]);

        var refused = await new ClientRig(_client) { IsStrict = true }.AskAsync(Body);
        refused.Failure!.Code.ShouldBe("unsupported_parameter");
        refused.Failure.Param.ShouldBe("/logit_bias");
        refused.Attempt.WasSent.ShouldBeFalse();
    }

    [Theory]
    [InlineData(""" "messages":[{"role":"user","content":"hi"}],"n":2 """, "/n")]
    [InlineData(""" "messages":[{"role":"user","content":"hi"}],"temperature":1e999 """, "/temperature")]
    [InlineData(""" "messages":[{"role":"user","content":"hi"}],"max_tokens":99999999999 """, "/max_tokens")]
    [InlineData(""" "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,%%%"}}]}] """, "/messages/0/content/0")]
    [InlineData(""" "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"nowhere"}}]}] """, "/messages/0/content/0")]
    [InlineData(""" "messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"file-1"}}]}] """, "/messages/0/content/0")]
    [InlineData(""" "messages":[{"role":"user","content":"hi"}],"tools":[{"type":"web_search"}] """, "/tools/0")]
    public async Task What_would_change_the_answer_is_refused_at_its_place(string members, string param)
    {
        var heard = await new ClientRig(_client).AskAsync($$"""{"model":"lab/small",{{members}}}""");

        heard.Failure!.Kind.ShouldBe(FailureKind.CallerFault);
        heard.Failure.Param.ShouldBe(param);
        heard.Attempt.WasSent.ShouldBeFalse();
        _client.Called.Task.IsCompleted.ShouldBeFalse();
    }

    private async Task AskAsync(string members)
    {
        using var valid = JsonDocument.Parse($$"""{"model":"lab/small",{{members}}}""");
        (await new ClientRig(_client).AskAsync(valid.RootElement.GetRawText())).Failure.ShouldBeNull();
    }
}
