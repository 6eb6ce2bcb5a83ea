using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Intents.Running.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Intents;

public sealed class IntentDoorTests(IntentBench bench) : IClassFixture<IntentBench>
{
    private const string Ada = "ada@shop.example", Bob = "bob@shop.example";

    [Fact]
    public async Task A_condition_a_confirmation_and_a_yes_by_button_stream_as_the_grammar_says()
    {
        var talk = await bench.TalkAsync(Ada);
        var asked = await bench.WatchAsync(Ada, talk, "How is 1002 doing? Cancel it only if it hasn't shipped yet");
        RunGrammar.ShouldHold(asked);
        var question = asked.Single(one => one.Kind == "confirmation.required").Data;
        question.GetProperty("text").GetString()!.ShouldContain("1002");
        var answer = asked[^1].Data;
        answer.GetProperty("status").GetString().ShouldBe("awaiting_confirmation");
        answer.GetProperty("confirmation").GetProperty("id").GetString().ShouldBe(question.GetProperty("id").GetString());
        string.Concat(asked.Where(one => one.Kind == "answer.delta").Select(one => one.Data.GetProperty("text").GetString())).ShouldBe(answer.GetProperty("text").GetString());

        var done = await bench.EventsAsync(HttpMethod.Post, $"/intents/v1/confirmations/{question.GetProperty("id").GetString()}", Ada, new { decision = "approve" });
        RunGrammar.ShouldHold(done);
        done[0].Id!.Value.ShouldBeGreaterThan(asked[^1].Id!.Value);
        done[^1].Data.GetProperty("runId").GetString().ShouldBe(answer.GetProperty("runId").GetString());
        done[^1].Data.GetProperty("status").GetString().ShouldBe("succeeded");
        done[^1].Data.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("status").GetString()).ShouldBe(["succeeded", "succeeded"]);

        var (status, state) = await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/runs/{answer.GetProperty("runId").GetString()}", Ada);
        status.ShouldBe(200);
        state.GetProperty("status").GetString().ShouldBe("succeeded");
        state.GetProperty("plan").GetProperty("steps").GetArrayLength().ShouldBe(2);
        state.GetProperty("steps")[1].GetProperty("guards").EnumerateArray().ShouldAllBe(guard => guard.GetProperty("ok").GetBoolean());
        state.GetProperty("answer").GetProperty("text").GetString().ShouldBe(done[^1].Data.GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_fifth_wrong_code_ends_the_run_that_asked()
    {
        var talk = await bench.TalkAsync(Bob);
        var asked = await bench.SayAsync(Bob, talk, "Close my account");
        var code = asked.GetProperty("confirmation").GetProperty("id").GetString()!;
        for (var i = 0; i < 5; i++)
        {
            await bench.SayAsync(Bob, talk, $"yes {code[..3]}{(code[3] == '0' ? '2' : '0')}");
        }

        await Patience.UntilAsync(async () =>
            (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/runs/{asked.GetProperty("runId").GetString()}", Bob)).Json.GetProperty("status").GetString() == "cancelled");
        await Patience.UntilAsync(async () =>
            (await bench.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Contains("banyan_intent_runs_total{outcome=\"cancelled\"}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_streams_before_the_answer_and_again_to_whoever_comes_back()
    {
        var talk = await bench.TalkAsync(Ada);
        var asked = await bench.WatchAsync(Ada, talk, "Check my order status and raise a complaint");
        RunGrammar.ShouldHold(asked);
        asked.Select(one => one.Kind).Where(kind => kind is "step.finished" or "clarify" or "answer.delta").Distinct().ShouldBe(["step.finished", "clarify", "answer.delta"]);
        var question = asked.Single(one => one.Kind == "clarify");
        question.Data.GetProperty("question").GetString()!.ShouldContain("complaint");
        question.Data.GetProperty("missing").EnumerateArray().Select(missing => missing.GetProperty("param").GetString()).ShouldContain("text");
        question.Data.GetRawText().ShouldBe(asked[^1].Data.GetProperty("clarify").GetRawText());

        var run = asked[^1].Data.GetProperty("runId").GetString();
        var again = await bench.EventsAsync(HttpMethod.Get, $"/intents/v1/runs/{run}/events", Ada, null, ("Last-Event-ID", $"{question.Id - 1}"));
        again[0].Kind.ShouldBe("clarify");
        var reply = await bench.WatchAsync(Ada, talk, "the box of 1001 was damaged");
        RunGrammar.ShouldHold(reply);
        reply.ShouldNotContain(one => one.Kind == "clarify");
        reply[^1].Data.GetProperty("status").GetString().ShouldBe("succeeded");
    }

    [Fact]
    public async Task A_yes_that_is_quicker_than_the_end_of_the_question_is_carried_out_once()
    {
        for (var i = 0; i < 5; i++)
        {
            var talk = await bench.TalkAsync(Ada);
            using var asking = await bench.SendAsync(HttpMethod.Post, $"/intents/v1/conversations/{talk}/messages", Ada, bench.Message($"Move me to {12 + i} Oak Street, Leeds LS1 4AB"), null, ("Accept", "text/event-stream"));
            using var lines = new StreamReader(await asking.Content.ReadAsStreamAsync());
            while (await lines.ReadLineAsync() is { } line && line != "event: confirmation.required")
            {
                line.ShouldNotBe("event: run.finished");
            }

            // The run is still held by whoever asks: its answer is not even worded.
            var question = JsonDocument.Parse((await lines.ReadLineAsync())!["data: ".Length..]).RootElement;
            var path = $"/intents/v1/confirmations/{question.GetProperty("id").GetString()}";
            var both = await Task.WhenAll(bench.EventsAsync(HttpMethod.Post, path, Ada, new { decision = "approve" }), bench.EventsAsync(HttpMethod.Post, path, Ada, new { decision = "approve" }));
            var again = await bench.EventsAsync(HttpMethod.Post, path, Ada, new { decision = "approve" });

            foreach (var done in new[] { both[0], both[1], again })
            {
                RunGrammar.ShouldHold(done);
                done[^1].Data.GetProperty("status").GetString().ShouldBe("succeeded");
                done[^1].Id.ShouldBe(again[^1].Id);
            }
        }
    }

    [Fact]
    public async Task A_reader_that_comes_back_misses_and_repeats_nothing()
    {
        var talk = await bench.TalkAsync(Ada);
        var whole = await bench.WatchAsync(Ada, talk, "What about my orders?");
        RunGrammar.ShouldHold(whole);
        var run = whole[^1].Data.GetProperty("runId").GetString();
        for (var seen = 0; seen < whole.Count - 1; seen++)
        {
            var rest = await bench.EventsAsync(HttpMethod.Get, $"/intents/v1/runs/{run}/events", Ada, null, ("Last-Event-ID", $"{whole[seen].Id}"));
            rest.Select(one => (one.Id, one.Kind)).ShouldBe(whole.Skip(seen + 1).Select(one => (one.Id, one.Kind)));
        }

        using var over = await bench.SendAsync(HttpMethod.Get, $"/intents/v1/runs/{run}/events", Ada, null, null, ("Last-Event-ID", $"{whole[^1].Id}"));
        ((int)over.StatusCode).ShouldBe(204, "who has everything is told not to come back");
        var (wrong, problem) = await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/runs/{run}/events", Ada, null, null, ("Last-Event-ID", "last"));
        wrong.ShouldBe(400);
        problem.GetProperty("param").GetString().ShouldBe("Last-Event-ID");
    }

    [Fact]
    public async Task The_same_message_twice_is_one_run_and_another_text_under_its_id_is_refused()
    {
        var path = $"/intents/v1/conversations/{await bench.TalkAsync(Ada)}/messages";
        var message = bench.Message("How many loyalty points do I have?");
        var both = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bench.JsonAsync(HttpMethod.Post, path, Ada, message)));
        both.ShouldAllBe(one => one.Status == 200);
        both.Select(one => one.Json.GetRawText()).Distinct().Count().ShouldBe(1);
        var replayed = await bench.EventsAsync(HttpMethod.Post, path, Ada, message);
        RunGrammar.ShouldHold(replayed);
        replayed[^1].Data.GetRawText().ShouldBe(both[0].Json.GetRawText());

        var id = JsonSerializer.SerializeToElement(message).GetProperty("clientMessageId").GetString();
        var (status, problem) = await bench.JsonAsync(HttpMethod.Post, path, Ada, new { clientMessageId = id, text = "Close my account" });
        status.ShouldBe(422);
        problem.GetProperty("code").GetString().ShouldBe("message_changed");
    }

    [Fact]
    public async Task What_is_anothers_reads_like_what_does_not_exist()
    {
        var talk = await bench.TalkAsync(Ada);
        var asked = await bench.SayAsync(Ada, talk, "Close my account");
        var (run, code) = (asked.GetProperty("runId").GetString(), asked.GetProperty("confirmation").GetProperty("id").GetString());
        (HttpMethod Method, string Theirs, string None, object? Body)[] doors =
        [
            (HttpMethod.Get, $"conversations/{talk}", $"conversations/{Guid.CreateVersion7()}", null),
            (HttpMethod.Delete, $"conversations/{talk}", "conversations/nonsense", null),
            (HttpMethod.Post, $"conversations/{talk}/messages", $"conversations/{Guid.CreateVersion7()}/messages", bench.Message("What about my orders?")),
            (HttpMethod.Get, $"runs/{run}", "runs/nonsense", null),
            (HttpMethod.Get, $"runs/{run}/events", "runs/nonsense/events", null),
            (HttpMethod.Post, $"runs/{run}/cancel", "runs/nonsense/cancel", null),
            (HttpMethod.Post, $"confirmations/{code}", "confirmations/ZZZZ", new { decision = "approve" }),
        ];
        foreach (var (method, theirs, none, body) in doors)
        {
            var (status, problem) = await bench.JsonAsync(method, "/intents/v1/" + theirs, Bob, body);
            var (missing, same) = await bench.JsonAsync(method, "/intents/v1/" + none, Bob, body);
            (status, missing).ShouldBe((404, 404), theirs);
            Without(problem).ShouldBe(Without(same), theirs);
        }

        (await bench.JsonAsync(HttpMethod.Get, "/intents/v1/conversations", Bob)).Json.GetRawText().ShouldNotContain(talk);
        var (declined, answer) = await bench.JsonAsync(HttpMethod.Post, $"/intents/v1/confirmations/{code}", Ada, new { decision = "decline" });
        declined.ShouldBe(200);
        answer.GetProperty("steps")[0].GetProperty("status").GetString().ShouldNotBe("succeeded");
    }

    [Fact]
    public async Task A_conversation_is_listed_read_and_erased_by_its_person()
    {
        var talk = await bench.TalkAsync("dan@shop.example");
        var answer = await bench.SayAsync("dan@shop.example", talk, "What about my orders?");
        var listed = (await bench.JsonAsync(HttpMethod.Get, "/intents/v1/conversations", "dan@shop.example")).Json;
        listed.GetProperty("conversations")[0].GetProperty("id").GetString().ShouldBe(talk);
        listed.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        var read = (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/conversations/{talk}", "dan@shop.example")).Json;
        read.GetProperty("messages").EnumerateArray().Select(said => said.GetProperty("role").GetString()).ShouldBe(["user", "assistant"]);
        read.GetProperty("messages")[1].GetProperty("runId").GetString().ShouldBe(answer.GetProperty("runId").GetString());
        (await bench.JsonAsync(HttpMethod.Delete, $"/intents/v1/conversations/{talk}", "dan@shop.example")).Status.ShouldBe(204);
        (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/conversations/{talk}", "dan@shop.example")).Status.ShouldBe(404);
        var run = (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/runs/{answer.GetProperty("runId").GetString()}", "dan@shop.example")).Json;
        (run.GetProperty("plan").ValueKind, run.GetProperty("answer").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null), "the journal keeps that there was a run, and nothing of what was said");
    }

    [Fact]
    public async Task Whoever_wants_everything_erased_has_no_conversation_and_no_run_any_more()
    {
        const string eve = "eve@shop.example";
        var runs = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            runs.Add((await bench.SayAsync(eve, await bench.TalkAsync(eve), "What about my orders?")).GetProperty("runId").GetString()!);
        }

        var bobs = (await bench.SayAsync(Bob, await bench.TalkAsync(Bob), "What about my orders?")).GetProperty("runId").GetString();
        (await bench.JsonAsync(HttpMethod.Delete, "/intents/v1/conversations", eve)).Status.ShouldBe(204);

        (await bench.JsonAsync(HttpMethod.Get, "/intents/v1/conversations", eve)).Json.GetProperty("conversations").GetArrayLength().ShouldBe(0);
        foreach (var run in runs)
        {
            (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/runs/{run}", eve)).Status.ShouldBe(404);
        }

        (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/runs/{bobs}", Bob)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_message_sent_again_after_its_run_has_gone_is_refused_and_not_carried_out_twice()
    {
        const string fay = "fay@shop.example";
        var (talk, message) = (await bench.TalkAsync(fay), bench.Message("What about my orders?"));
        var path = $"/intents/v1/conversations/{talk}/messages";
        (await bench.JsonAsync(HttpMethod.Post, path, fay, message)).Status.ShouldBe(200);
        var (journal, upkeep) = (bench.Services.GetRequiredService<IJournalStore>(), bench.Services.GetRequiredService<IJournalUpkeep>());
        var said = JsonSerializer.SerializeToElement(message).GetProperty("clientMessageId").GetString()!;
        await Patience.UntilAsync(async () => await journal.FindAsync("default", talk, said, default) is { IsOpen: false });
        await upkeep.ExpireAsync("default", TimeProvider.System.GetUtcNow().AddDays(1), 1000, default);

        var (status, problem) = await bench.JsonAsync(HttpMethod.Post, path, fay, message);

        (status, problem.GetProperty("code").GetString(), problem.GetProperty("param").GetString()).ShouldBe((409, "conflict", "clientMessageId"));
    }

    [Fact]
    public async Task The_catalogue_shows_what_the_person_may_ask_for_and_no_bound_parameter()
    {
        var ada = (await bench.JsonAsync(HttpMethod.Get, "/intents/v1/catalogue", Ada)).Json;
        var mia = (await bench.JsonAsync(HttpMethod.Get, "/intents/v1/catalogue", "mia@shop.example")).Json;
        ada.GetProperty("version").GetString().ShouldStartWith("sha256:");
        var keys = ada.GetProperty("intents").EnumerateArray().Select(intent => intent.GetProperty("key").GetString()).ToList();
        keys.ShouldContain("orders.cancel");
        mia.GetProperty("intents").EnumerateArray().Select(intent => intent.GetProperty("key").GetString()).ShouldNotContain("orders.cancel");
        ada.GetRawText().ShouldNotContain("x-banyan-bind");
        var stages = ada.GetProperty("intents").EnumerateArray().ToDictionary(intent => intent.GetProperty("key").GetString()!, intent => intent.GetProperty("stage").GetString());
        (stages["shipping.track"], stages["users.update_address"], stages["complaints.create"], stages["orders.return"]).ShouldBe(("shadow", "canary:25", "legacy", "legacy"));
    }

    [Theory]
    [InlineData("{", "invalid_json", 400)]
    [InlineData("[]", "invalid_request", 400)]
    [InlineData("""{"clientMessageId":"a"}""", "invalid_request", 400)]
    [InlineData("""{"clientMessageId":"a","text":7}""", "invalid_request", 400)]
    [InlineData("""{"clientMessageId":"a","text":"b","more":1}""", "invalid_request", 400)]
    [InlineData("""{"clientMessageId":"","text":"b"}""", "invalid_request", 400)]
    [InlineData("""{"clientMessageId":"a","text":"  "}""", "invalid_request", 400)]
    public async Task A_body_that_is_not_understood_is_refused_with_a_reason(string body, string code, int status)
    {
        using var answer = await bench.SendAsync(HttpMethod.Post, $"/intents/v1/conversations/{await bench.TalkAsync(Ada)}/messages", Ada, body);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        ((int)answer.StatusCode, problem.GetProperty("code").GetString()).ShouldBe((status, code), problem.ToString());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.Headers.GetValues("x-banyan-demo").ShouldBe(["true"]);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("requestId").GetString().ShouldBe(answer.Headers.GetValues("x-request-id").Single());
        problem.GetRawText().ShouldNotContain("Banyan.Host");
    }

    [Fact]
    public async Task Four_thousand_characters_are_a_message_and_one_more_is_none()
    {
        var path = $"/intents/v1/conversations/{await bench.TalkAsync(Ada)}/messages";
        (await bench.JsonAsync(HttpMethod.Post, path, Ada, bench.Message(new string('a', 4000)))).Status.ShouldBe(200);
        var (status, problem) = await bench.JsonAsync(HttpMethod.Post, path, Ada, bench.Message(new string('a', 4001)));
        (status, problem.GetProperty("code").GetString()).ShouldBe((400, "invalid_request"));
    }

    [Fact]
    public async Task Every_door_wants_a_key_with_its_scope()
    {
        var (chat, _) = await bench.KeyAsync("chat");
        var (run, _) = await bench.KeyAsync("intents:run");
        var (usage, _) = await bench.KeyAsync("usage:read");
        foreach (var (method, path) in new[] { (HttpMethod.Post, "conversations"), (HttpMethod.Get, "conversations"), (HttpMethod.Get, "catalogue"), (HttpMethod.Get, "runs/x"), (HttpMethod.Post, "confirmations/x") })
        {
            (await bench.JsonAsync(method, "/intents/v1/" + path, null, key: "bny_wrong")).Status.ShouldBe(401, path);
            var (status, problem) = await bench.JsonAsync(method, "/intents/v1/" + path, null, key: chat);
            (status, problem.GetProperty("code").GetString()).ShouldBe((403, "not_allowed"), path);
        }

        (await bench.JsonAsync(HttpMethod.Get, "/intents/v1/board", null, key: run)).Status.ShouldBe(403);
        var (seen, board) = await bench.JsonAsync(HttpMethod.Get, "/intents/v1/board?window=1h", null, key: usage);
        seen.ShouldBe(200);
        board.GetProperty("rows").GetArrayLength().ShouldBeGreaterThan(10);
        (await bench.JsonAsync(HttpMethod.Get, "/intents/v1/board?window=2h", null, key: usage)).Status.ShouldBe(400);
    }

    private static string Without(JsonElement problem) => $"{problem.GetProperty("code")} {problem.GetProperty("detail")}";
}
