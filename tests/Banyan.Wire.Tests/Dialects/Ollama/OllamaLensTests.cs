using System.Text;
using static Banyan.Wire.Tests.Dialects.Ollama.OllamaKit;

namespace Banyan.Wire.Tests.Dialects.Ollama;

public sealed class OllamaLensTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData(",\"stream\":true", true)]
    [InlineData(",\"stream\":null", true)]
    [InlineData(",\"stream\":false", false)]
    public void An_answer_streams_unless_the_caller_says_no(string member, bool streams) =>
        Lens($$"""{"model":"m","messages":[{"role":"user","content":"hi"}]{{member}}}""").Streams.ShouldBe(streams);

    [Fact]
    public void Everything_a_concern_asks_for_is_found()
    {
        const string body = """
            {"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":"u","images":["AA==","BB=="]},
             {"role":"assistant","content":"","thinking":"t","tool_calls":[{"function":{"name":"f","arguments":{"q":"v"}}}]},{"role":"tool","tool_name":"f","content":"r"}],
             "tools":[{"type":"function","function":{"name":"f","parameters":{}}}],"format":{"type":"object"},"think":"high","options":{"num_predict":50}}
            """;
        var bytes = Encoding.UTF8.GetBytes(body);
        var lens = Lens(body);

        lens.Problem.ShouldBeNull();
        lens.Texts.Select(span => Encoding.UTF8.GetString(span.Of(bytes.AsSpan()))).ShouldBe(["s", "u", "", "t", "v", "r"]);
        (lens.Model, lens.Images, lens.MaxOutputTokens).ShouldBe(("m", 2, 50L));
        lens.ToolNames.ShouldBe(["f"]);
        lens.Needs.ShouldBe(AskNeeds.Streaming | AskNeeds.Vision | AskNeeds.Tools | AskNeeds.JsonSchema | AskNeeds.Reasoning);
        body.Substring(lens.ModelSpan!.Value.Start, lens.ModelSpan.Value.Length).ShouldBe("\"m\"");
    }

    [Theory]
    [InlineData("{}", "/model")]
    [InlineData("""{"model":"m"}""", "/messages")]
    [InlineData("""{"model":"m","messages":[]}""", "/messages")]
    [InlineData("""{"model":7,"messages":[{"role":"user","content":"a"}]}""", "/model")]
    [InlineData("""{"model":"m","messages":"a"}""", "/messages")]
    [InlineData("""{"model":"m","messages":["a"]}""", "/messages/0")]
    [InlineData("""{"model":"m","messages":[{"content":[]}]}""", "/messages/0/content")]
    [InlineData("""{"model":"m","messages":[{"content":"a"}],"stream":"yes"}""", "/stream")]
    [InlineData("""{"model":"m","messages":[{"content":"a"}],"stream":true,"stream":false}""", "/stream")]
    [InlineData("""{"model":"m","model":"n","messages":[{"content":"a"}]}""", "/model")]
    [InlineData("""{"model":"m","messages":[{"content":"a","content":"b"}]}""", "/messages/0/content")]
    [InlineData("""{"model":"m","messages":[{"content":"a"}],"options":{"num_predict":1,"num_predict":2}}""", "/options/num_predict")]
    [InlineData("""{"model":"m","messages":[{"content":"a"}],"options":{"num_predict":1.5}}""", "/options/num_predict")]
    [InlineData("""{"model":"m","messages":[{"content":"a"}],"tools":{}}""", "/tools")]
    public void A_missing_mistyped_or_doubled_member_is_named(string body, string param) => Lens(body).Problem!.Param.ShouldBe(param);

    [Theory]
    [InlineData(-1)]
    [InlineData(-2)]
    public void A_negative_limit_is_no_limit(int limit) =>
        Lens($$"""{"model":"m","messages":[{"content":"a"}],"options":{"num_predict":{{limit}} } }""").MaxOutputTokens.ShouldBeNull();

    [Theory]
    [InlineData("""{"model":"m","input":"a"}""", 1, null)]
    [InlineData("""{"model":"m","input":["a","b"]}""", 2, null)]
    [InlineData("""{"model":"m","input":[1]}""", 0, "/input")]
    [InlineData("""{"model":"m"}""", 0, "/input")]
    public void Embeddings_take_text_or_texts(string body, int texts, string? param)
    {
        var lens = Lens(body, Operation.Embed);

        (lens.Texts.Count, lens.Problem?.Param, lens.Needs, lens.Streams).ShouldBe((texts, param, AskNeeds.Embeddings, false));
    }

    [Fact]
    public void More_than_1024_tools_and_deep_schemas_are_refused()
    {
        var tools = string.Join(',', Enumerable.Repeat("""{"function":{"name":"f"}}""", 1025));
        Lens($$"""{"model":"m","messages":[{"content":"a"}],"tools":[{{tools}}]}""").Problem!.Param.ShouldBe("/tools");

        var schema = string.Concat(Enumerable.Repeat("{\"items\":", 70)) + "1" + new string('}', 70);
        Lens($$"""{"model":"m","messages":[{"content":"a"}],"format":{{schema}} }""").Problem!.Param.ShouldBe("/format");
    }

    [Theory]
    [InlineData("""{"model":"m","messages":[""")]
    [InlineData("""{"model":"m"} {}""")]
    [InlineData("3")]
    public void Broken_json_is_a_problem_and_never_throws(string body) => Lens(body).Problem!.Code.ShouldBe("invalid_json");

    [Fact]
    public void The_banyan_member_can_be_cut_out()
    {
        const string body = """{"model":"m", "banyan":{"x":1}, "messages":[{"content":"a"}]}""";
        var span = Lens(body).BanyanSpan!.Value;

        body.Remove(span.Start, span.Length).ShouldBe("""{"model":"m", "messages":[{"content":"a"}]}""");
    }
}
