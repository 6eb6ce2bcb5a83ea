using System.Text;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Dialects.OpenAiResponses;

public sealed class OpenAiResponsesLensTests
{
    private const string Rich = """
        {"model":"m\u0031","instructions":"be brief","stream":true,"max_output_tokens":64,"parallel_tool_calls":true,"banyan":{"a":1},
         "reasoning":{"effort":"low"},"text":{"format":{"type":"json_schema","schema":{"type":"object"}}},
         "tools":[{"type":"function","name":"look","parameters":{"type":"object"}},{"type":"web_search"}],
         "input":[{"role":"user","content":[{"type":"input_text","text":"hi \"you\""},{"type":"input_image","image_url":"http://x"},
           {"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,AA"}]},
          {"type":"function_call","call_id":"c","name":"look","arguments":"{}"},{"type":"function_call_output","call_id":"c","output":"done"}]}
        """;

    [Fact]
    public void Everything_a_concern_needs_is_found_in_one_pass()
    {
        var lens = ResponsesKit.Lens(Rich);

        lens.Problem.ShouldBeNull();
        lens.Model.ShouldBe("m1");
        lens.Streams.ShouldBeTrue();
        lens.MaxOutputTokens.ShouldBe(64);
        lens.ToolNames.ShouldBe(["look", "web_search"]);
        lens.Images.ShouldBe(1);
        lens.Needs.ShouldBe(AskNeeds.Streaming | AskNeeds.Tools | AskNeeds.ParallelTools | AskNeeds.Vision | AskNeeds.Pdf | AskNeeds.JsonSchema | AskNeeds.Reasoning);
        var bytes = Encoding.UTF8.GetBytes(Rich);
        lens.Texts.Select(span => Encoding.UTF8.GetString(span.Of(bytes.AsMemory()).Span)).ShouldBe(["be brief", "hi \\\"you\\\"", "{}", "done"]);
        Encoding.UTF8.GetString(lens.ModelSpan!.Value.Of(bytes.AsMemory()).Span).ShouldBe("\"m\\u0031\"");
        bytes[lens.EndOfObject].ShouldBe((byte)'}');
        lens.TextBytes.ShouldBeGreaterThan(lens.Texts.Sum(span => span.Length));
    }

    [Theory]
    [InlineData("""{"banyan":1,"model":"m","input":"x"}""", """{"model":"m","input":"x"}""")]
    [InlineData("""{"model":"m","banyan":{"x":[1]} ,"input":"x"}""", """{"model":"m","input":"x"}""")]
    [InlineData("""{"model":"m","input":"x" , "banyan":null}""", """{"model":"m","input":"x"}""")]
    public void The_gateways_own_member_can_be_cut_out_with_its_comma(string ask, string expected)
    {
        var body = ResponsesKit.Ask(ask);
        var cut = body.Edit(new SpanEdit(body.Lens.BanyanSpan!.Value, default));
        Encoding.UTF8.GetString(cut.Bytes.Span).ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"input":"x"}""", "model")]
    [InlineData("""{"model":1,"input":"x"}""", "model")]
    [InlineData("""{"model":"m"}""", "input")]
    [InlineData("""{"model":"m","input":7}""", "input")]
    [InlineData("""{"model":"m","input":["x"]}""", "input[0]")]
    [InlineData("""{"model":"m","input":[{"type":3}]}""", "input[0].type")]
    [InlineData("""{"model":"m","input":"x","model":"n"}""", "model")]
    [InlineData("""{"model":"m","input":[{"role":"user","content":"a","content":"b"}]}""", "input[0].content")]
    [InlineData("""{"model":"m","input":"x","stream":"yes"}""", "stream")]
    [InlineData("""{"model":"m","input":"x","max_output_tokens":1.5}""", "max_output_tokens")]
    [InlineData("""{"model":"m","input":"x","tools":{}}""", "tools")]
    [InlineData("""{"model":"m","input":"x","text":4}""", "text")]
    [InlineData("""{"model":"m","input":"x","instructions":[]}""", "instructions")]
    public void What_is_missing_twice_or_mistyped_is_a_problem_that_names_its_field(string ask, string param)
    {
        var problem = ResponsesKit.Lens(ask).Problem.ShouldNotBeNull();
        problem.Param.ShouldBe(param);
        problem.HttpStatus.ShouldBe(400);
    }

    [Theory]
    [InlineData("""{"model":"m","input":"x"} {}""")]
    [InlineData("""{"model":"m","input":"x""")]
    [InlineData("[1]")]
    public void What_is_not_one_object_is_refused_as_json(string ask) => ResponsesKit.Lens(ask).Problem!.Code.ShouldBe("invalid_json");

    [Fact]
    public void Depth_tools_and_schemas_have_limits()
    {
        var deep = new string('[', 130) + new string(']', 130);
        ResponsesKit.Lens($$"""{"model":"m","input":"x","y":{{deep}}}""").Problem!.Code.ShouldBe("invalid_json");
        var schema = string.Concat(Enumerable.Repeat("""{"a":""", 70)) + "1" + new string('}', 70);
        ResponsesKit.Lens($$"""{"model":"m","input":"x","tools":[{"type":"function","name":"f","parameters":{{schema}}}]}""").Problem!.Param.ShouldBe("tools");
        ResponsesKit.Lens("""{"model":"m","input":"x","text":{"format":{"type":"json_schema","schema":""" + schema + "}}}").Problem!.Param.ShouldBe("text");
        var tools = string.Join(',', Enumerable.Repeat("""{"type":"function","name":"f"}""", 1025));
        ResponsesKit.Lens($$"""{"model":"m","input":"x","tools":[{{tools}}]}""").Problem!.Param.ShouldBe("tools");
    }

    [Theory]
    [InlineData("""{"model":"m","previous_response_id":"resp_1"}""", "resp_1")]
    [InlineData("""{"model":"m","prompt":{"id":"p","variables":{"name":"Ada"}}}""", null)]
    public void An_earlier_answer_or_a_stored_prompt_can_stand_for_the_input(string ask, string? previous)
    {
        var lens = ResponsesKit.Lens(ask);
        lens.Problem.ShouldBeNull();
        lens.PreviousResponseId.ShouldBe(previous);
    }
}
