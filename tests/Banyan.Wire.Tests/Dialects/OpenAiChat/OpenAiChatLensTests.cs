using Banyan.Wire.Json;
using static Banyan.Wire.Tests.Dialects.OpenAiChat.ChatKit;

namespace Banyan.Wire.Tests.Dialects.OpenAiChat;

public sealed class OpenAiChatLensTests
{
    private static string At(string body, ByteSpan span) => Text(span.Of(Bytes(body).AsMemory()));

    [Fact]
    public void An_ask_is_read_without_building_a_document()
    {
        const string Body = """
            { "model":"fast", "stream" : true, "stream_options":{"include_usage":true,"x":1}, "messages":[
              {"role":"system","content":"Be \"kind\""},
              {"role":"user","content":[{"type":"text","text":"see"},{"type":"image_url","image_url":{"url":"data:x"}},{"type":"file","file":{"file_id":"f"}},{"type":"input_audio","input_audio":{}}]},
              {"role":"assistant","content":null,"reasoning_content":"hm","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]},
              {"role":"tool","tool_call_id":"c","content":"42"}],
              "tools":[{"type":"function","function":{"description":"d","name":"f","parameters":{"properties":{"name":{"type":"string"}}}}}],
              "max_tokens":5, "max_completion_tokens":1e2, "n":2, "reasoning_effort":"low", "parallel_tool_calls":true,
              "response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object"}}} }
            """;
        var lens = Lens(Body);
        lens.Problem.ShouldBeNull();
        lens.Model.ShouldBe("fast");
        At(Body, lens.ModelSpan!.Value).ShouldBe("\"fast\"");
        At(Body, lens.StreamOptionsSpan!.Value).ShouldBe("""{"include_usage":true,"x":1}""");
        At(Body, lens.IncludeUsageSpan!.Value).ShouldBe("true");
        lens.WantsUsageChunk.ShouldBeTrue();
        lens.Streams.ShouldBeTrue();
        lens.Texts.Select(span => At(Body, span)).ShouldBe(["Be \\\"kind\\\"", "see", "hm", "{\\\"a\\\":1}", "42"]);
        lens.ToolNames.ShouldBe(["f"]);
        lens.MaxOutputTokens.ShouldBe(100);
        lens.Choices.ShouldBe(2);
        lens.Images.ShouldBe(1);
        lens.Needs.ShouldBe(AskNeeds.Streaming | AskNeeds.Tools | AskNeeds.ParallelTools | AskNeeds.Vision | AskNeeds.Audio | AskNeeds.Pdf | AskNeeds.Reasoning | AskNeeds.JsonSchema);
        At(Body, new ByteSpan(lens.EndOfObject, 1)).ShouldBe("}");
        lens.EndOfObject.ShouldBe(Body.TrimEnd().Length - 1);
    }

    [Theory]
    [InlineData("""{"messages":[]}""")]
    [InlineData("""{"messages":[],"model":null,"max_tokens":null,"stream":null,"tools":null,"response_format":null,"stream_options":null,"n":null,"reasoning_effort":null}""", "model")]
    [InlineData("""{"messages":[{"role":"user","content":null}],"max_tokens":0,"temperature":-0.5}""")]
    public void What_only_the_provider_can_judge_is_left_to_it(string body, string? param = null) => Lens(body).Problem?.Param.ShouldBe(param);

    [Theory]
    [InlineData("""{"model":"m"}""", "invalid_request", "messages")]
    [InlineData("""{"messages":{}}""", "invalid_request", "messages")]
    [InlineData("""{"messages":[1]}""", "invalid_request", "messages[0]")]
    [InlineData("""{"messages":[{"role":"user","content":7}]}""", "invalid_request", "messages[0].content")]
    [InlineData("""{"messages":[{"role":"user","content":[7]}]}""", "invalid_request", "messages[0].content")]
    [InlineData("""{"messages":[],"model":5}""", "invalid_request", "model")]
    [InlineData("""{"messages":[],"stream":"yes"}""", "invalid_request", "stream")]
    [InlineData("""{"messages":[],"n":0}""", "invalid_request", "n")]
    [InlineData("""{"messages":[],"n":129}""", "invalid_request", "n")]
    [InlineData("""{"messages":[],"max_tokens":-1}""", "invalid_request", "max_tokens")]
    [InlineData("""{"messages":[],"tools":{}}""", "invalid_request", "tools")]
    [InlineData("""{"messages":[],"stream_options":7}""", "invalid_request", "stream_options")]
    [InlineData("""{"messages":[],"model":"a","model":"b"}""", "invalid_json", "model")]
    [InlineData("""{"messages":[],"model":"a","mod\u0065l":"b"}""", "invalid_json", "model")]
    [InlineData("""{"messages":[{"content":"a","content":"b"}]}""", "invalid_json", "messages[0].content")]
    [InlineData("""{"messages":[],"stream_options":{"include_usage":true,"include_usage":false}}""", "invalid_json", "stream_options.include_usage")]
    [InlineData("""{"messages":[]} {}""", "invalid_json", "")]
    [InlineData("""{"messages":[]""", "invalid_json", "")]
    [InlineData("""[]""", "invalid_request", "")]
    public void What_cannot_be_taken_is_told_with_code_and_place(string body, string code, string param)
    {
        var problem = Lens(body).Problem.ShouldNotBeNull();
        problem.Code.ShouldBe(code);
        problem.Param.ShouldBe(param);
        problem.HttpStatus.ShouldBe(400);
    }

    [Fact]
    public void Depth_tools_and_schemas_are_bounded()
    {
        string Nested(int depth) => new string('[', depth) + new string(']', depth);
        Lens($$"""{"messages":[],"x":{{Nested(127)}}}""").Problem.ShouldBeNull();
        Lens($$"""{"messages":[],"x":{{Nested(128)}}}""").Problem!.Code.ShouldBe("invalid_json");
        var tool = """{"type":"function","function":{"name":"f"}}""";
        Lens($$"""{"messages":[],"tools":[{{string.Join(',', Enumerable.Repeat(tool, 1024))}}]}""").Problem.ShouldBeNull();
        Lens($$"""{"messages":[],"tools":[{{string.Join(',', Enumerable.Repeat(tool, 1025))}}]}""").Problem!.Param.ShouldBe("tools");
        Lens($$$"""{"messages":[],"tools":[{"function":{"name":"f","parameters":{{{Nested(70)}}} }}]}""").Problem!.Param.ShouldBe("tools");
    }

    [Fact]
    public void Lone_surrogates_never_throw() =>
        Lens("""{"messages":[{"role":"user","content":"\ud800"}],"\udc00":1,"model":"\ud83d"}""").Model.ShouldBe("\ufffd");

    [Theory]
    [InlineData("""{"banyan":{"a":1}, "messages":[]}""", """{ "messages":[]}""")]
    [InlineData("""{"messages":[] , "banyan":{"a":1}}""", """{"messages":[] }""")]
    [InlineData("""{"messages":[],"banyan":1,"n":1}""", """{"messages":[],"n":1}""")]
    public void Our_own_member_can_be_taken_out_with_its_comma(string body, string without)
    {
        var wire = new WireBody(Chat, Bytes(body), Operation.Chat);
        Text(wire.Edit(new SpanEdit(wire.Lens.BanyanSpan!.Value, default)).Bytes).ShouldBe(without);
    }

    [Theory]
    [InlineData("\"one\"", 1, 3)]
    [InlineData("[\"one\",\"two\"]", 2, 6)]
    [InlineData("[1,2,3]", 0, 12)]
    [InlineData("[[1],[2,3]]", 0, 12)]
    public void Every_form_of_embeddings_input_is_measured(string input, int texts, int bytes)
    {
        var lens = Lens($$"""{"model":"e","input":{{input}}}""", Operation.Embed);
        lens.Problem.ShouldBeNull();
        lens.Texts.Count.ShouldBe(texts);
        lens.TextBytes.ShouldBe(bytes);
        lens.Needs.ShouldBe(AskNeeds.Embeddings);
    }

    [Fact]
    [Trait("needs", "data")]
    public void Every_recorded_ask_is_read()
    {
        var all = ChatRecordings.All().ToList();
        all.Count.ShouldBeGreaterThanOrEqualTo(20);
        foreach (var (name, url, ask, _, _) in all)
        {
            var isEmbed = url.EndsWith("/embeddings", StringComparison.Ordinal);
            var lens = Lens(ask, isEmbed ? Operation.Embed : Operation.Chat);
            lens.Problem.ShouldBeNull(name);
            lens.Model.ShouldNotBeEmpty(name);
            At(ask, lens.ModelSpan!.Value).ShouldBe($"\"{lens.Model}\"", name);
        }
    }
}
