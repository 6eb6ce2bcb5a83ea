using Banyan.Wire.Hub;
using static Banyan.Wire.Tests.Dialects.Gemini.GeminiKit;

namespace Banyan.Wire.Tests.Dialects.Gemini;

public sealed class GeminiAskReaderTests
{
    [Fact]
    public void Responses_become_turns_of_their_own_and_get_the_ids_of_their_calls()
    {
        var ask = Ask("""
            {"contents":[{"role":"model","parts":[{"functionCall":{"name":"f","args":{"a":1}}},{"functionCall":{"name":"f","args":{}}}]},
             {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"content":"one"}}},{"functionResponse":{"name":"f","response":{"error":"two"}}},{"text":"go on"}]}]}
            """);

        ask.Turns.Select(turn => turn.Role).ShouldBe([HubRole.Assistant, HubRole.Tool, HubRole.User]);
        var calls = ask.Turns[0].Parts.OfType<HubCall>().ToList();
        var results = ask.Turns[1].Parts.OfType<HubResult>().ToList();
        results.Select(result => result.CallId).ShouldBe(calls.Select(call => call.Id));
        calls[0].Id.ShouldNotBe(calls[1].Id);
        calls[0].Id!.ShouldMatch("^call_[0-9a-f]{24}$");
        (results[0].IsError, results[1].IsError).ShouldBe((false, true));
        ((HubText)results[1].Parts.Single()).Text.ToString().ShouldBe("two");
    }

    [Fact]
    public void The_same_ask_gets_the_same_ids()
    {
        const string body = """{"contents":[{"role":"model","parts":[{"functionCall":{"name":"f"}}]}]}""";

        ((HubCall)Ask(body).Turns[0].Parts[0]).Id.ShouldBe(((HubCall)Ask(body).Turns[0].Parts[0]).Id);
    }

    [Fact]
    public void Thoughts_that_were_streamed_in_pieces_are_one_again()
    {
        var thought = (HubThought)Ask("""{"contents":[{"role":"model","parts":[{"text":"a","thought":true},{"text":"b","thought":true},{"text":"","thought":true,"thoughtSignature":"s"},{"text":"visible"}]}]}""")
            .Turns[0].Parts[0];

        (thought.Text.ToString(), thought.Signature!.Value).ShouldBe(("ab", "s"));
    }

    [Fact]
    public void Media_are_told_apart_by_their_type()
    {
        var parts = Ask("""
            {"contents":[{"parts":[{"inlineData":{"mimeType":"image/jpg","data":"AA=="}},{"inlineData":{"mimeType":"audio/mpeg","data":"BB=="}},
             {"inlineData":{"mimeType":"application/pdf","data":"CC=="}},{"fileData":{"mimeType":"image/png","fileUri":"gs://b/x.png"}},
             {"fileData":{"mimeType":"image/png","fileUri":"https://generativelanguage.googleapis.com/v1beta/files/1"}}]}]}
            """).Turns[0].Parts;

        ((HubImage)parts[0]).MediaType.ShouldBe("image/jpeg");
        ((HubAudio)parts[1]).Format.ShouldBe("mp3");
        ((HubFile)parts[2]).MediaType.ShouldBe("application/pdf");
        ((HubImage)parts[3]).Url!.Value.ToString().ShouldBe("gs://b/x.png");
        ((HubImage)parts[4]).FileId.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"mode":"AUTO"}""", HubToolMode.Auto, 0)]
    [InlineData("""{"mode":"none"}""", HubToolMode.None, 0)]
    [InlineData("""{"mode":"ANY"}""", HubToolMode.Required, 0)]
    [InlineData("""{"mode":"ANY","allowedFunctionNames":["f"]}""", HubToolMode.Named, 1)]
    [InlineData("""{"mode":"ANY","allowed_function_names":["f","g"]}""", HubToolMode.Required, 2)]
    public void The_tool_choice_is_read(string config, object mode, int names)
    {
        var choice = Ask($$$$$"""{"contents":[{"parts":[{"text":"a"}]}],"tool_config":{"function_calling_config":{{{{{config}}}}}}}""").ToolChoice!;

        (choice.Value.Mode, choice.Value.Names.Count).ShouldBe(((HubToolMode)mode, names));
        choice.At.ShouldBe("/tool_config/function_calling_config");
    }

    [Theory]
    [InlineData("""{"thinkingBudget":0}""", true, false, null, null)]
    [InlineData("""{"thinkingBudget":-1}""", false, true, null, null)]
    [InlineData("""{"thinkingBudget":2048,"includeThoughts":true}""", false, false, 2048L, null)]
    [InlineData("""{"thinkingLevel":"HIGH"}""", false, false, null, "high")]
    [InlineData("""{"includeThoughts":true}""", false, true, null, null)]
    public void The_thinking_wish_is_read(string config, bool off, bool adaptive, long? budget, string? effort)
    {
        var wish = Ask($$$$$"""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"thinkingConfig":{{{{{config}}}}}}}""").Reasoning!.Value;

        (wish.IsDisabled, wish.IsAdaptive, wish.BudgetTokens, wish.Effort).ShouldBe((off, adaptive, budget, effort));
    }

    [Fact]
    public void Gemini_schemas_become_json_schema_and_plain_ones_keep_their_bytes()
    {
        var report = new MappingReport();
        var ask = Ask("""
            {"contents":[{"parts":[{"text":"a"}]}],"tools":[{"functionDeclarations":[
             {"name":"f","parameters":{"type":"OBJECT","properties":{"TYPE":{"type":"STRING","nullable":true}},"propertyOrdering":["TYPE"]}},
             {"name":"g","parameters":{ "type":"object", "minProperties":1.0 }}]},{"googleSearch":{}}]}
            """, report);

        ask.Tools[0].Parameters!.Value.ToString().ShouldBe("""{"type":"object","properties":{"TYPE":{"type":["string","null"]}}}""");
        ask.Tools[1].Parameters!.Value.ToString().ShouldBe("""{ "type":"object", "minProperties":1.0 }""");
        ask.Tools[2].IsForeign.ShouldBeTrue();
        report.Dropped.ShouldBe(["/tools/0/functionDeclarations/0/parameters/propertyOrdering"]);
    }

    [Theory]
    [InlineData("""{"responseModalities":["IMAGE"]}""", "/generationConfig/responseModalities")]
    [InlineData("""{"responseMimeType":"text/x.enum"}""", "/generationConfig/responseMimeType")]
    [InlineData("""{"temperature":"warm"}""", "/generationConfig/temperature")]
    public void What_changes_the_answer_is_refused(string config, string param)
    {
        var report = new MappingReport();
        Ask($$"""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{{config}}}""", report);

        report.Refusal!.Param.ShouldBe(param);
    }

    [Theory]
    [InlineData("""{"responseMimeType":"application/json"}""", HubFormatKind.Object)]
    [InlineData("""{"responseMimeType":"application/json","responseJsonSchema":{"type":"object"}}""", HubFormatKind.Schema)]
    [InlineData("""{"responseMimeType":"application/json","response_schema":{"type":"OBJECT"}}""", HubFormatKind.Schema)]
    public void The_answers_form_is_read(string config, object kind) =>
        Ask($$"""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{{config}}}""").Format!.Value.Kind.ShouldBe((HubFormatKind)kind);

    [Fact]
    public void A_lens_problem_refuses_with_its_own_code()
    {
        var report = new MappingReport();
        Ask("""{"contents":[]}""", report);

        (report.Refusal!.Code, report.Refusal.Param).ShouldBe(("invalid_request", "/contents"));
    }
}
