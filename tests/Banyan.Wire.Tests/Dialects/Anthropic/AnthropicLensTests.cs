using System.Text;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Dialects.Anthropic;

public sealed class AnthropicLensTests
{
    private const string Plain = """{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}""";

    [Fact]
    public void A_plain_ask_tells_model_limit_text_and_the_place_for_a_member()
    {
        var lens = AnthropicKit.Lens(Plain);

        lens.Problem.ShouldBeNull();
        lens.Model.ShouldBe("m");
        Encoding.UTF8.GetString(lens.ModelSpan!.Value.Of(Encoding.UTF8.GetBytes(Plain).AsSpan())).ShouldBe("\"m\"");
        lens.MaxOutputTokens.ShouldBe(9);
        lens.EndOfObject.ShouldBe(Plain.Length - 1);
        lens.HasMembers.ShouldBeTrue();
        Texts(Plain, lens).ShouldBe(["Hi"]);
        lens.TextBytes.ShouldBe(2);
        lens.Needs.ShouldBe(AskNeeds.None);
    }

    [Theory]
    [InlineData("\"stream\":true", AskNeeds.Streaming)]
    [InlineData("\"tools\":[{\"name\":\"t\",\"input_schema\":{}}]", AskNeeds.Tools)]
    [InlineData("\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":false}", AskNeeds.ParallelTools)]
    [InlineData("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}", AskNeeds.Reasoning)]
    [InlineData("\"thinking\":{\"type\":\"adaptive\"}", AskNeeds.Reasoning)]
    [InlineData("\"thinking\":{\"type\":\"disabled\"}", AskNeeds.None)]
    [InlineData("\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}", AskNeeds.JsonSchema)]
    [InlineData("\"output_config\":{\"effort\":\"low\"}", AskNeeds.None)]
    [InlineData("\"system\":[{\"type\":\"text\",\"text\":\"s\",\"cache_control\":{\"type\":\"ephemeral\"}}]", AskNeeds.PromptCache)]
    public void A_member_tells_what_the_model_must_be_able_to_do(string member, AskNeeds needs)
    {
        var lens = AnthropicKit.Lens(Plain[..^1] + "," + member + "}");

        lens.Problem.ShouldBeNull();
        lens.Needs.ShouldBe(needs);
    }

    [Theory]
    [InlineData("{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AAAA\"}}", AskNeeds.Vision, 1, 0)]
    [InlineData("{\"source\":{\"data\":\"AAAA\",\"type\":\"base64\",\"media_type\":\"application/pdf\"},\"type\":\"document\"}", AskNeeds.Pdf, 1, 0)]
    [InlineData("{\"type\":\"document\",\"source\":{\"data\":\"plain\",\"type\":\"text\",\"media_type\":\"text/plain\"}}", AskNeeds.None, 0, 5)]
    [InlineData("{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"u\"}}]}", AskNeeds.Vision, 1, 0)]
    [InlineData("{\"type\":\"thinking\",\"thinking\":\"abc\",\"signature\":\"s\"}", AskNeeds.None, 0, 5)]
    public void Blocks_count_for_the_estimate_by_what_they_are(string block, AskNeeds needs, int images, int textBytes)
    {
        var lens = AnthropicKit.Lens($$"""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{{block}}]}]}""");

        lens.Problem.ShouldBeNull();
        (lens.Needs, lens.Images, lens.TextBytes).ShouldBe((needs, images, textBytes));
    }

    [Fact]
    public void Texts_stand_in_order_with_system_results_and_arguments_but_without_signed_thoughts()
    {
        const string Body = """
            {"model":"m","max_tokens":9,"system":[{"type":"text","text":"sys"}],"messages":[
            {"role":"assistant","content":[{"type":"thinking","thinking":"secret","signature":"s"},{"type":"tool_use","id":"a","name":"t","input":{"q":"arg","n":[1,"two"]}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"res\u00fclt"},{"type":"text","text":"go"}]}]}
            """;

        Texts(Body, AnthropicKit.Lens(Body)).ShouldBe(["sys", "arg", "two", "res\\u00fclt", "go"]);
    }

    [Fact]
    public void Two_calls_in_one_turn_need_parallel_tools()
    {
        const string Call = """{"type":"tool_use","id":"a","name":"t","input":{}}""";

        AnthropicKit.Lens($$"""{"model":"m","max_tokens":9,"messages":[{"role":"assistant","content":[{{Call}},{{Call}}]}]}""")
            .Needs.ShouldBe(AskNeeds.ParallelTools);
    }

    [Theory]
    [InlineData("""{"model":"m","messages":[]}""", "max_tokens")]
    [InlineData("""{"model":"m","max_tokens":1}""", "messages")]
    [InlineData("""{"max_tokens":1,"messages":[]}""", "model")]
    [InlineData("""{"model":1,"max_tokens":1,"messages":[]}""", "model")]
    [InlineData("""{"model":"m","max_tokens":"1","messages":[]}""", "max_tokens")]
    [InlineData("""{"model":"m","max_tokens":1.5,"messages":[]}""", "max_tokens")]
    [InlineData("""{"model":"m","max_tokens":-1,"messages":[]}""", "max_tokens")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":{}}""", "messages")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":["x"]}""", "messages.0")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[{"role":"user"}]}""", "messages.0")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[{"role":"user","content":7}]}""", "messages.0.content")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[],"stream":"yes"}""", "stream")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[],"tools":{}}""", "tools")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[],"tool_choice":"auto","stream":true}""", "tool_choice")]
    [InlineData("""{"model":"m","model":"n","max_tokens":1,"messages":[]}""", "model")]
    [InlineData("""{"model":"m","m\u006fdel":"n","max_tokens":1,"messages":[]}""", "model")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"a","content":"b"}]}""", "messages.0.content")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"text","text":"a","text":"b"}]}]}""", "messages.0.content.0.text")]
    public void A_wrong_ask_is_refused_by_the_name_of_its_field(string body, string param)
    {
        var problem = AnthropicKit.Lens(body).Problem.ShouldNotBeNull();

        (problem.Kind, problem.Code, problem.Param, problem.HttpStatus).ShouldBe((FailureKind.CallerFault, "invalid_request", param, 400));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"model\":\"m\"")]
    [InlineData("{\"model\":\"m\",\"max_tokens\":1,\"messages\":[]} x")]
    public void A_body_that_is_not_one_object_is_refused_as_json(string body) => AnthropicKit.Lens(body).Problem!.Code.ShouldBe("invalid_json");

    [Fact]
    public void Nesting_over_128_levels_is_refused_and_128_are_taken()
    {
        AnthropicKit.Lens(Nested(127)).Problem.ShouldBeNull();
        AnthropicKit.Lens(Nested(128)).Problem!.Code.ShouldBe("invalid_json");
    }

    [Fact]
    public void The_1025th_tool_is_one_too_many()
    {
        AnthropicKit.Lens(WithTools(1024)).Problem.ShouldBeNull();
        AnthropicKit.Lens(WithTools(1025)).Problem!.Param.ShouldBe("tools");
    }

    [Fact]
    public void A_schema_deeper_than_64_levels_is_refused()
    {
        string Ask(int depth) => Plain[..^1] + ",\"tools\":[{\"name\":\"t\",\"input_schema\":"
            + string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1) + "}]}";

        AnthropicKit.Lens(Ask(64)).Problem.ShouldBeNull();
        AnthropicKit.Lens(Ask(65)).Problem!.Param.ShouldBe("tools.input_schema");
    }

    [Fact]
    public void A_token_count_needs_no_output_limit() =>
        AnthropicKit.Lens("""{"model":"m","messages":[{"role":"user","content":"Hi"}]}""", Operation.CountTokens).Problem.ShouldBeNull();

    [Theory]
    [InlineData("""{"banyan":{"a":[1]}, "model":"m","max_tokens":1,"messages":[]}""", """{ "model":"m","max_tokens":1,"messages":[]}""")]
    [InlineData("""{"model":"m" , "banyan":1,"max_tokens":1,"messages":[]}""", """{"model":"m" ,"max_tokens":1,"messages":[]}""")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[], "banyan":"x" }""", """{"model":"m","max_tokens":1,"messages":[] }""")]
    [InlineData("""{"banyan":null}""", "{}")]
    public void The_own_member_goes_with_its_comma(string body, string rest)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var span = AnthropicKit.Lens(body).BanyanSpan.ShouldNotBeNull();

        Encoding.UTF8.GetString(new WireBody(AnthropicKit.Dialect, bytes, Operation.Chat).Edit(new SpanEdit(span, default)).Bytes.Span).ShouldBe(rest);
    }

    [Fact]
    public void Tool_names_are_told_in_order_and_definitions_weigh()
    {
        var lens = AnthropicKit.Lens(WithTools(3));

        lens.ToolNames.ShouldBe(["t0", "t1", "t2"]);
        lens.TextBytes.ShouldBe(2 + (3 * 4));
    }

    private static IEnumerable<string> Texts(string body, AskLens lens)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return lens.Texts.Select(span => Encoding.UTF8.GetString(bytes, span.Start, span.Length));
    }

    private static string Nested(int levels) => Plain[..^1] + ",\"x\":" + new string('[', levels) + new string(']', levels) + "}";

    private static string WithTools(int count) =>
        Plain[..^1] + ",\"tools\":[" + string.Join(',', Enumerable.Range(0, count).Select(i => "{\"name\":\"t" + i + "\",\"input_schema\":{}}")) + "]}";
}
