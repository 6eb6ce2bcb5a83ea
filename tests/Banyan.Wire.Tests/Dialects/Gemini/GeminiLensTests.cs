using System.Text;
using static Banyan.Wire.Tests.Dialects.Gemini.GeminiKit;

namespace Banyan.Wire.Tests.Dialects.Gemini;

public sealed class GeminiLensTests
{
    private const string Hi = """{"contents":[{"role":"user","parts":[{"text":"hi"}]}]}""";

    [Fact]
    public void Model_and_streaming_come_from_the_address()
    {
        var lens = Lens(Hi, path: new AskPath("gemini-x", null, "streamGenerateContent"));

        (lens.Model, lens.Streams, lens.Problem).ShouldBe(("gemini-x", true, null));
        lens.Needs.ShouldBe(AskNeeds.Streaming);
        Lens(Hi, path: new AskPath("gemini-x", null, "generateContent")).Streams.ShouldBeFalse();
    }

    [Fact]
    public void A_model_in_the_body_is_told_without_its_prefix_and_with_its_place()
    {
        const string body = """{"model":"models/m1","contents":[{"parts":[{"text":"hi"}]}]}""";
        var lens = Lens(body);

        lens.Model.ShouldBe("m1");
        body.Substring(lens.ModelSpan!.Value.Start, lens.ModelSpan.Value.Length).ShouldBe("\"models/m1\"");
    }

    [Fact]
    public void Every_place_of_text_is_found_in_order()
    {
        const string body = """
            {"systemInstruction":{"parts":[{"text":"sys"}]},
             "contents":[{"role":"user","parts":[{"text":"a\"b"}]},
              {"role":"model","parts":[{"text":"th","thought":true},{"functionCall":{"name":"f","args":{"x":["y",1,{"z":"w"}]}}}]},
              {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"content":"res"}}},{"executableCode":{"code":"print"}},{"codeExecutionResult":{"output":"out"}}]}]}
            """;
        var bytes = Encoding.UTF8.GetBytes(body);

        Lens(body).Texts.Select(span => Encoding.UTF8.GetString(span.Of(bytes.AsSpan())))
            .ShouldBe(["sys", "a\\\"b", "th", "y", "w", "res", "print", "out"]);
    }

    [Fact]
    public void Snake_case_is_read_as_camelCase()
    {
        var lens = Lens("""
            {"system_instruction":{"parts":[{"text":"s"}]},"contents":[{"parts":[{"inline_data":{"mime_type":"image/png","data":"AA=="}},{"file_data":{"mime_type":"application/pdf","file_uri":"gs://b/x.pdf"}}]}],
             "tools":[{"function_declarations":[{"name":"f"}]}],"generation_config":{"max_output_tokens":7,"candidate_count":2,"response_mime_type":"application/json","response_schema":{"type":"OBJECT"},"thinking_config":{"thinking_budget":5}}}
            """);

        lens.Problem.ShouldBeNull();
        (lens.MaxOutputTokens, lens.Choices, lens.Images).ShouldBe((7L, 2, 1));
        lens.ToolNames.ShouldBe(["f"]);
        lens.Needs.ShouldBe(AskNeeds.Vision | AskNeeds.Pdf | AskNeeds.Tools | AskNeeds.JsonMode | AskNeeds.JsonSchema | AskNeeds.Reasoning);
    }

    [Theory]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"maxOutputTokens":1,"max_output_tokens":2}}""", "/generationConfig/maxOutputTokens")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"systemInstruction":{},"system_instruction":{}}""", "/systemInstruction")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"contents":[]}""", "/contents")]
    [InlineData("""{"contents":[{"parts":[{"text":"a","text":"b"}]}]}""", "/contents/*/parts/*/text")]
    [InlineData("""{"contents":[{"parts":[{"inlineData":{"mimeType":"image/png"},"inline_data":{}}]}]}""", "/contents/*/parts/*/inlineData")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"topP":1,"top_p":1}}""", "/generationConfig/top_p")]
    public void Two_forms_of_one_member_are_refused(string body, string param) => Lens(body).Problem!.Param.ShouldBe(param);

    [Theory]
    [InlineData("{}", "/contents")]
    [InlineData("""{"contents":[]}""", "/contents")]
    [InlineData("""{"contents":null}""", "/contents")]
    [InlineData("""{"contents":"hi"}""", "/contents")]
    [InlineData("""{"contents":["hi"]}""", "/contents/0")]
    [InlineData("""{"contents":[{"parts":"hi"}]}""", "/contents/*/parts")]
    [InlineData("""{"contents":[{"parts":[{"text":7}]}]}""", "/contents/*/parts/*/text")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"tools":{}}""", "/tools")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"tools":[{"functionDeclarations":[{}]}]}""", "/tools/*/functionDeclarations/*/name")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"maxOutputTokens":1.5}}""", "/generationConfig/maxOutputTokens")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"maxOutputTokens":"9"}}""", "/generationConfig/maxOutputTokens")]
    public void A_missing_or_mistyped_member_is_named(string body, string param)
    {
        var problem = Lens(body).Problem!;

        (problem.Kind, problem.Code, problem.Param).ShouldBe((FailureKind.CallerFault, "invalid_request", param));
    }

    [Theory]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}]""")]
    [InlineData("""{"contents":[]} x""")]
    [InlineData("[1]")]
    public void Broken_json_is_a_problem_and_never_throws(string body) => Lens(body).Problem!.Code.ShouldBe("invalid_json");

    [Fact]
    public void Nesting_beyond_128_levels_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 130)) + string.Concat(Enumerable.Repeat("]", 130));

        Lens($$"""{"contents":[{"parts":[{"text":"a"}]}],"x":{{deep}}}""").Problem!.Code.ShouldBe("invalid_json");
    }

    [Fact]
    public void A_lone_surrogate_in_a_name_does_not_throw() =>
        Lens("""{"\ud800ontents":1,"contents":[{"parts":[{"t\u0065xt":"a"}]}]}""").Texts.Count.ShouldBe(1);

    [Fact]
    public void More_than_1024_tools_are_refused()
    {
        var tools = string.Join(',', Enumerable.Range(0, 1025).Select(number => $$"""{"name":"f{{number}}"}"""));

        Lens($$"""{"contents":[{"parts":[{"text":"a"}]}],"tools":[{"functionDeclarations":[{{tools}}]}]}""").Problem!.Param.ShouldBe("/tools");
    }

    [Fact]
    public void A_schema_deeper_than_64_levels_is_refused()
    {
        var schema = string.Concat(Enumerable.Repeat("{\"items\":", 70)) + "1" + new string('}', 70);

        Lens($$"""{"contents":[{"parts":[{"text":"a"}]}],"tools":[{"functionDeclarations":[{"name":"f","parameters":{{schema}}}]}]}""")
            .Problem!.Message.ShouldContain("64");
    }

    [Theory]
    [InlineData("""{"banyan":{"a":1},"contents":[{"parts":[{"text":"a"}]}]}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}] , "banyan":{"a":1}}""")]
    [InlineData("""{"x":1,"banyan":2,"contents":[{"parts":[{"text":"a"}]}]}""")]
    public void The_banyan_member_can_be_cut_out(string body)
    {
        var lens = Lens(body);
        var cut = body.Remove(lens.BanyanSpan!.Value.Start, lens.BanyanSpan.Value.Length);

        cut.ShouldNotContain("banyan");
        Lens(cut).Problem.ShouldBeNull();
        body[lens.EndOfObject].ShouldBe('}');
    }

    [Fact]
    public void Thinking_that_is_off_needs_no_reasoning_model() =>
        Lens("""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"thinkingConfig":{"thinkingBudget":0}}}""").Needs.ShouldBe(AskNeeds.None);

    [Fact]
    public void Embeddings_and_counts_have_their_own_needed_members()
    {
        var batch = new AskPath("e", null, "batchEmbedContents");
        Lens("""{"requests":[{"model":"models/e","content":{"parts":[{"text":"a"}]}},{"content":{"parts":[{"text":"b"}]}}]}""", Operation.Embed, batch)
            .Texts.Count.ShouldBe(2);
        Lens("{}", Operation.Embed, batch).Problem!.Param.ShouldBe("/requests");
        Lens("{}", Operation.Embed, new AskPath("e", null, "embedContent")).Problem!.Param.ShouldBe("/content");
        Lens("""{"content":{"parts":[{"text":"a"}]}}""", Operation.Embed, new AskPath("e", null, "embedContent")).Needs.ShouldBe(AskNeeds.Embeddings);
        Lens("""{"generateContentRequest":{"model":"models/m","contents":[{"parts":[{"text":"abcd"}]}]}}""", Operation.CountTokens).EstimatedInputTokens.ShouldBe(4);
    }
}
