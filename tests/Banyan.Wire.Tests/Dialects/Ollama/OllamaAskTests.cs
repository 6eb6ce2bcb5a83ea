using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using static Banyan.Wire.Tests.Dialects.Ollama.OllamaKit;

namespace Banyan.Wire.Tests.Dialects.Ollama;

public sealed class OllamaAskTests
{
    private static Sourced<T> At<T>(T value, string at = "/x") => new(value, at);

    [Fact]
    public void Options_are_read_and_what_the_runner_alone_knows_is_left_to_the_labels()
    {
        var ask = Ask("""{"model":"m","messages":[{"role":"user","content":"a"}],"options":{"temperature":0.70,"top_p":1e0,"top_k":4,"seed":1,"num_predict":9,"stop":"E","presence_penalty":1,"frequency_penalty":2,"num_ctx":4096},"think":false}""");

        (ask.Temperature!.Value.ToString(), ask.TopP!.Value.ToString(), ask.MaxOutput!.Value.ToString()).ShouldBe(("0.70", "1e0", "9"));
        (ask.MaxOutput.At, ask.Stop!.Value.Single().ToString(), ask.Reasoning!.Value.IsDisabled).ShouldBe(("/options/num_predict", "E", true));
        (ask.TopK, ask.Seed, ask.PresencePenalty, ask.FrequencyPenalty).ShouldNotBe((null, null, null, null));
    }

    [Fact]
    public void Results_find_their_calls_by_name_and_position()
    {
        var ask = Ask("""
            {"model":"m","messages":[{"role":"assistant","content":"","tool_calls":[{"function":{"name":"f","arguments":{"a": 1}}},{"function":{"name":"g","arguments":{}}},{"function":{"name":"f"}}]},
             {"role":"tool","tool_name":"g","content":"G"},{"role":"tool","tool_name":"f","content":"F1"},{"role":"tool","content":"F2"}]}
            """);

        var ids = ask.Turns[0].Parts.OfType<HubCall>().Select(call => call.Id).ToList();
        ask.Turns.Skip(1).Select(turn => ((HubResult)turn.Parts[0]).CallId).ShouldBe([ids[1], ids[0], ids[2]]);
        ((HubResult)ask.Turns[3].Parts[0]).Name!.Value.ToString().ShouldBe("f");
    }

    [Theory]
    [InlineData("""{"role":"alien","content":"a"}""", "/messages/0/role")]
    [InlineData("""{"role":"user","content":"a","images":["????"]}""", "/messages/0/images/0")]
    [InlineData("""{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}""", "/messages/0/tool_calls/0/function/arguments")]
    public void What_cannot_be_read_is_refused(string message, string param)
    {
        var report = new MappingReport();
        Ask($$"""{"model":"m","messages":[{{message}}]}""", report);

        report.Refusal!.Param.ShouldBe(param);
    }

    [Fact]
    public void Pictures_tell_their_type_by_their_first_bytes() =>
        ((HubImage)Ask("""{"model":"m","messages":[{"role":"user","content":"","images":["iVBORw0KGgoAA"]}]}""").Turns[0].Parts[0]).MediaType.ShouldBe("image/png");

    [Fact]
    public void Members_come_in_the_order_of_the_design()
    {
        var ask = Said(Turn(HubRole.Developer, new HubText("/d", JsonText.From("dev"))), User("hi"));
        ask.Streams = true;
        ask.MaxOutput = At(JsonRaw.From("50"));
        ask.Temperature = At(JsonRaw.From("1.0"));
        ask.Tools.Add(new HubTool("/tools/0") { Name = JsonText.From("f"), Parameters = JsonRaw.From("""{ "type":"object"}""") });
        ask.Format = At(new HubFormat(HubFormatKind.Object));
        ask.Reasoning = At(new HubReasoningAsk { Effort = "high" });

        System.Text.Encoding.UTF8.GetString(O.WriteAsk(ask, Target, new MappingReport())).ShouldBe(
            """{"model":"llama-up","messages":[{"role":"system","content":"dev"},{"role":"user","content":"hi"}],"tools":[{"type":"function","function":{"name":"f","parameters":{ "type":"object"}}}],"format":"json","options":{"num_ctx":4096,"num_predict":50,"temperature":1.0},"stream":true,"think":"high"}""");
    }

    [Fact]
    public void Streaming_is_always_told_because_its_default_is_yes() => ((bool)Write(Said(User("a")))["stream"]!).ShouldBeFalse();

    [Fact]
    public void No_output_limit_is_invented() => Write(Said(User("a")))["options"]!["num_predict"].ShouldBeNull();

    [Theory]
    [InlineData(10, 4096)]
    [InlineData(16_000, 8192)]
    [InlineData(100_000, 65536)]
    [InlineData(450_000, 131072)]
    public void The_window_grows_in_powers_of_two_up_to_the_models(int bytes, int window) =>
        ((int)Write(Said(User(new string('a', bytes))))["options"]!["num_ctx"]!).ShouldBe(window);

    [Fact]
    public void What_does_not_fit_the_window_is_refused_and_never_cut_off()
    {
        var report = new MappingReport();
        Write(Said(User(new string('a', 600_000))), report);

        (report.Refusal!.Code, report.Refusal.Kind).ShouldBe(("context_length_exceeded", FailureKind.ContextTooLong));
    }

    [Theory]
    [InlineData("none", "false")]
    [InlineData("minimal", "\"low\"")]
    [InlineData("medium", "\"medium\"")]
    [InlineData("max", "\"high\"")]
    public void Effort_becomes_a_level_or_no_thinking(string effort, string think)
    {
        var ask = Said(User("a"));
        ask.Reasoning = At(new HubReasoningAsk { Effort = effort });

        Compact(Write(ask)["think"]).ShouldBe(think);
    }

    [Fact]
    public void Tool_turns_carry_names_errors_and_pictures_after_them()
    {
        var picture = new HubImage("/i") { MediaType = "image/png", Base64 = JsonText.From("AA==") };
        var body = Write(Said(
            Turn(HubRole.Assistant, new HubThought("/t", JsonText.From("hm")), new HubCall("/c") { Id = "c1", Name = JsonText.From("f"), Arguments = JsonRaw.From("""{"a":1.0}""") }),
            Turn(HubRole.Tool, new HubResult("/r") { CallId = "c1", IsError = true, Parts = [new HubText("/r", JsonText.From("bad")), picture] })));

        Compact(body["messages"]).ShouldBe(
            """[{"role":"assistant","content":"","thinking":"hm","tool_calls":[{"function":{"name":"f","arguments":{"a":1.0}}}]},{"role":"tool","content":"ERROR: bad","tool_name":"f"},{"role":"user","content":"","images":["AA=="]}]""");
    }

    [Theory]
    [InlineData(HubToolMode.Required, true, true)]
    [InlineData(HubToolMode.Named, true, true)]
    [InlineData(HubToolMode.None, false, false)]
    [InlineData(HubToolMode.Auto, false, true)]
    public void A_forced_choice_is_refused_and_none_sends_no_tools(object mode, bool refused, bool sent)
    {
        var ask = Said(User("a"));
        ask.Tools.Add(new HubTool("/tools/0") { Name = JsonText.From("f") });
        ask.ToolChoice = At(new HubToolChoice((HubToolMode)mode, (HubToolMode)mode == HubToolMode.Named ? [JsonText.From("f")] : []), "/tool_choice");
        var report = new MappingReport();
        var body = Write(ask, report);

        (report.Refusal?.Param, body["tools"] is not null).ShouldBe((refused ? "/tool_choice" : null, sent));
    }

    [Fact]
    public void What_changes_the_answer_is_refused()
    {
        foreach (var part in new HubPart[] { new HubAudio("/p", JsonText.From("A"), "wav"), new HubFile("/p") { Base64 = JsonText.From("A") }, new HubImage("/p") { Url = JsonText.From("https://x/y.png") } })
        {
            var report = new MappingReport();
            Write(Said(Turn(HubRole.User, part)), report);
            report.Refusal!.Param.ShouldBe("/p");
        }

        foreach (var change in new Action<HubAsk>[] { ask => ask.Choices = At(JsonRaw.From("2")), ask => ask.Logprobs = At(true), ask => ask.TopLogprobs = At(JsonRaw.From("3")) })
        {
            var ask = Said(User("a"));
            change(ask);
            var report = new MappingReport();
            Write(ask, report);
            report.Refusal!.Param.ShouldBe("/x");
        }
    }

    [Fact]
    public void What_has_no_form_is_named()
    {
        var ask = Said(User("a") with { Name = At(JsonText.From("bob"), "/messages/0/name") });
        ask.ParallelToolCalls = At(false, "/parallel_tool_calls");
        ask.User = At(JsonText.From("u"), "/user");
        ask.Metadata = At(JsonRaw.From("{}"), "/metadata");
        ask.Verbosity = At("low", "/verbosity");
        var report = new MappingReport();
        Write(ask, report);

        report.Dropped.Order(StringComparer.Ordinal).ShouldBe(["/messages/0/name", "/metadata", "/parallel_tool_calls", "/user", "/verbosity"]);
    }

    [Fact]
    public void Embeddings_are_never_cut_off_in_silence()
    {
        var ask = new HubEmbedAsk { Inputs = { JsonText.From("a") }, Dimensions = At(JsonRaw.From("8")) };

        System.Text.Encoding.UTF8.GetString(O.WriteEmbedAsk(ask, Target, new MappingReport())).ShouldBe("""{"model":"llama-up","input":["a"],"truncate":false,"dimensions":8}""");
        var refused = new MappingReport();
        O.WriteEmbedAsk(new HubEmbedAsk { Tokens = At(JsonRaw.From("[1]"), "/input") }, Target, refused);
        refused.Refusal!.Param.ShouldBe("/input");
    }

    [Fact]
    public void Embeddings_are_read_and_answered()
    {
        var report = new MappingReport();
        var ask = O.ReadEmbedAsk(new WireBody(O, Utf8("""{"model":"m","input":["a","b"],"truncate":true,"dimensions":8}"""), Operation.Embed), report);
        (ask.Inputs.Count, ask.Dimensions!.Value.ToString(), report.Dropped.Single()).ShouldBe((2, "8", "/truncate"));

        var answer = O.ReadEmbedAnswer(Utf8("""{"model":"up","embeddings":[[0.10],[2]],"prompt_eval_count":5}"""))!;
        (answer.Model, answer.Vectors[0].ToString(), answer.Usage!.Input).ShouldBe(("up", "[0.10]", 5L));
        System.Text.Encoding.UTF8.GetString(O.WriteEmbedAnswer(answer, ask, 5)).ShouldBe(
            """{"model":"up","embeddings":[[0.10],[2]],"total_duration":0,"load_duration":0,"prompt_eval_count":5}""");
        O.ReadEmbedAnswer(Utf8("""{"error":"x"}""")).ShouldBeNull();
    }
}
