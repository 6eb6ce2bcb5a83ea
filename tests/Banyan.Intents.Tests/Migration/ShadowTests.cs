using Banyan.Intents.Migration.Shadows;
using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;
using static Banyan.Intents.Tests.Migration.TestIntents;

namespace Banyan.Intents.Tests.Migration;

public sealed class ShadowTests
{
    private static readonly Subject Ada = Person("ada");
    private readonly RouteBench _bench = new(Get, Cancel);
    private int _tick;

    public ShadowTests() => _bench.Settings.Stage(Get.Key, Stage.Shadow);

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.0}""", "")]
    [InlineData("""{"a":1,"b":"x"}""", """{"b":"x","a":1}""", "")]
    [InlineData("""{"a":null}""", """{}""", "")]
    [InlineData("""{"a":"1"}""", """{"a":1}""", "$.a")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1,3]}""", "$.a[0] $.a[1] $.a[2]")]
    [InlineData("""{"o":{"x":true,"y":"é"}}""", """{"o":{"x":false}}""", "$.o.x $.o.y")]
    [InlineData("""{"o":{}}""", """{"o":[]}""", "$.o")]
    public void Results_are_compared_by_meaning(string old, string now, string paths) =>
        string.Join(' ', ResultDiff.Of(Json(old), Json(now)).Select(diff => diff.Path)).ShouldBe(paths);

    [Fact]
    public async Task A_mismatch_is_stored_with_both_values_and_personal_ones_masked()
    {
        Answer(old: """{"status":"open","phone":"123"}""", now: """{"status":"shipped","phone":"456"}""");
        await CompareAsync(1);

        await _bench.Node.Upkeep.FlushAsync(default);
        _bench.Store.Diffs.Select(diff => (diff.Path, diff.Old, diff.New)).ShouldBe([("$.status", "\"open\"", "\"shipped\""), ("$.phone", "\"[masked]\"", "\"[masked]\"")]);
        (await _bench.Node.Board.ReadDiffsAsync("default", "run-0", default)).Count.ShouldBe(2);
        var row = (await _bench.Node.Board.ReadAsync("default", Banyan.Intents.Migration.Board.BoardWindow.Default, default)).Rows.Single(row => row.Intent == Get.Key);
        (row.Compared, row.MismatchRate).ShouldBe((1, 1.0));
        row.MismatchFields.ShouldBe(["$.phone", "$.status"], ignoreOrder: true);
    }

    [Fact]
    public void Lists_inside_masked_records_are_masked_and_long_values_cut()
    {
        var schema = Schema(("people", null)) with { Properties = new Dictionary<string, Wire.Schemas.JsonSchema>(StringComparer.Ordinal) { ["people"] = Wire.Schemas.JsonSchema.Any with { Items = Schema(("mail", "pii"), ("note", null)) } } };
        var value = Json("""{"mail":"a@b.example","note":"x"}""");
        DiffMask.Write(value, "$.people[3]", schema).ShouldBe("""{"mail":"[masked]","note":"x"}""");
        DiffMask.Write(value.GetProperty("mail"), "$.people[3].mail", schema).ShouldBe("\"[masked]\"");
        DiffMask.Write(Json($"\"{new string('y', 500)}\""), "$.people[0].note", schema)!.Length.ShouldBeLessThan(220);
        DiffMask.Write(null, "$.x", schema).ShouldBeNull();
    }

    [Fact]
    public async Task What_the_legacy_side_itself_answers_differently_is_noise_from_the_first_read_on()
    {
        _bench.Backends.Answer = call => ScriptedBackends.Well($$"""{"status":"open","generatedAt":{{_tick++}}}""");
        await CompareAsync(200);

        await _bench.Node.Upkeep.FlushAsync(default);
        _bench.Store.Diffs.ShouldBeEmpty();
        var row = (await _bench.Node.Board.ReadAsync("default", Banyan.Intents.Migration.Board.BoardWindow.Default, default)).Rows.Single(row => row.Intent == Get.Key);
        row.NoiseFields.ShouldBe(["$.generatedAt"]);
        row.MismatchRate.ShouldBe(0);
        // The first reads and two in a hundred ask legacy once more; the other node learns it from the store.
        _bench.Backends.Calls.Count(call => call.Operation.Backend == Monolith).ShouldBeInRange(2, 14);
        var other = _bench.MakeNode();
        await other.ChooseAsync(Get, Ada);
        _bench.Backends.Calls.Clear();
        other.Routes.Shadow(Read(7_000, """{"status":"open","generatedAt":-1}"""));
        await other.Shadows.CompareWaitingAsync(default);
        await other.Upkeep.FlushAsync(default);
        _bench.Store.Diffs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_that_changed_once_between_two_calls_does_not_hide_later_mismatches()
    {
        var legacy = new Queue<string>(["open", "changed"]);
        _bench.Backends.Answer = call => ScriptedBackends.Well(call.Operation.Backend == Orders ? """{"status":"wrong"}""" : $$"""{"status":"{{(legacy.TryDequeue(out var one) ? one : "open")}}"}""");
        await CompareAsync(30);
        await _bench.Node.Upkeep.FlushAsync(default);
        _bench.Store.Diffs.Count.ShouldBe(29);
    }

    [Fact]
    public async Task A_write_is_never_sent_in_shadow_whoever_asks()
    {
        _bench.Node.Routes.Shadow(new ShadowRead(Cancel, NewSide, OldSide, Json("{}"), Json("{}"), Ada, "run", "s1"));
        await _bench.Node.Shadows.CompareWaitingAsync(default);
        _bench.Backends.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_sampled_share_is_compared_and_the_same_reads_on_every_node()
    {
        _bench.Settings.Stage(Get.Key, Stage.Shadow, sample: 0.25);
        await CompareAsync(250);
        var first = _bench.Backends.Calls.Count;
        first.ShouldBeInRange(40, 90);
        _bench.Backends.Calls.Clear();
        var other = _bench.MakeNode();
        for (var number = 0; number < 250; number++)
        {
            other.Routes.Shadow(Read(number, """{"status":"open"}"""));
        }

        await other.Shadows.CompareWaitingAsync(default);
        _bench.Backends.Calls.Count.ShouldBe(first);
    }

    [Fact]
    public async Task A_shadow_that_takes_more_than_a_second_is_given_up_and_counts_as_an_error()
    {
        var compare = new SlowBackends();
        var bench = new RouteBench(Get);
        bench.Settings.Stage(Get.Key, Stage.Shadow);
        var node = bench.MakeNode(compare);
        node.Routes.Shadow(Read(0, """{"status":"open"}"""));
        var waiting = node.Shadows.CompareWaitingAsync(default);
        await compare.Asked.Task;
        waiting.IsCompleted.ShouldBeFalse();
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await waiting;
        await node.Upkeep.FlushAsync(default);
        bench.Store.Calls.ShouldHaveSingleItem().ShouldSatisfyAllConditions(call => call.Kind.ShouldBe(CallCount.Shadow), call => call.Errors.ShouldBe(1));
    }

    private void Answer(string old, string now) => _bench.Backends.Answer = call => ScriptedBackends.Well(call.Operation.Backend == Orders ? now : old);

    private async Task CompareAsync(int reads)
    {
        for (var number = 0; number < reads; number++)
        {
            var answer = _bench.Backends.Answer(new BackendCall(Get, OldSide, Json("{}"), Ada, null)).Value!.Value.GetRawText();
            _bench.Node.Routes.Shadow(Read(number, answer.Replace("changed", "open", StringComparison.Ordinal)));
            await _bench.Node.Shadows.CompareWaitingAsync(default);
        }
    }

    private static ShadowRead Read(int number, string result) => new(Get, NewSide, OldSide, Json("{}"), Json(result), Ada, $"run-{number}", "s1");

    private sealed class SlowBackends : IBackends
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<BackendReply> CallAsync(BackendCall call, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new BackendReply();
        }
    }
}
